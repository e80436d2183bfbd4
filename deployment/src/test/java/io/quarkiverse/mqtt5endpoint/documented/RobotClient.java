package io.quarkiverse.mqtt5endpoint.documented;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.Config;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAck;

import io.smallrye.reactive.messaging.ClientCustomizer;

// tag::customizer[]
/** Counts what the server acknowledged. */
@ApplicationScoped
class RobotClient implements ClientCustomizer<Mqtt5ClientBuilder> {

    private final AtomicInteger acknowledged = new AtomicInteger();

    @Override
    public Mqtt5ClientBuilder customize(String channel, Config config, Mqtt5ClientBuilder client) {
        if (!channel.equals("commands")) {
            return null; // leaves the client as it is
        }
        return client.advancedConfig().interceptors()
                .outgoingQos1Interceptor((clientConfig, publish, pubAck) -> count(pubAck))
                .applyInterceptors().applyAdvancedConfig();
    }

    private void count(Mqtt5PubAck pubAck) {
        acknowledged.incrementAndGet();
    }
    // end::customizer[]

    int acknowledged() {
        return acknowledged.get();
    }
}
