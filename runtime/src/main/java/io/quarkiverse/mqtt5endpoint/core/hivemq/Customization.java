package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.function.UnaryOperator;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;

/** The application's say about a client, before ours. May block. */
public interface Customization extends UnaryOperator<Mqtt5ClientBuilder> {

    Customization NONE = builder -> builder;
}
