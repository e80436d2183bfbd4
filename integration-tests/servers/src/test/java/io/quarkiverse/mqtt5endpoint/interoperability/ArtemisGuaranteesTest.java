package io.quarkiverse.mqtt5endpoint.interoperability;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

class ArtemisGuaranteesTest extends Guarantees {

    @Override
    MqttServer start() {
        return ArtemisServer.started();
    }

    @Override
    boolean resumesDeliveries() {
        return false;
    }

    /**
     * Once its window is full of PUBRELs, Artemis counts their PUBCOMPs and sends no further QoS 2 message, until
     * something new comes to the same queue. And where a client has several subscriptions, a PUBACK makes it go on only
     * with the one that the message was of: another, for which the window had no room, waits in the same way.
     */
    @Override
    void wake(String topic, boolean mayForget, Duration silence) {
        if (mayForget && silence.toSeconds() >= 3) {
            publish(topic, 1, 0);
        }
    }
}
