package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** What happens after a success. A failure leaves its message out, which the responder notices. */
@FunctionalInterface
interface PahoListener extends MqttActionListener {

    @Override
    default void onFailure(IMqttToken token, Throwable cause) {
        throw new IllegalStateException("Paho could not publish", cause);
    }
}
