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
     * something new comes to the same queue.
     */
    @Override
    void wake(String topic, int qos, Duration silence) {
        if (qos == 2 && silence.toSeconds() >= 3) {
            publish(topic, 1, 0);
        }
    }
}
