package io.quarkiverse.mqtt5endpoint.interoperability;

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

    /** Artemis now and then stops in the middle of QoS 2 deliveries after a lost connection, until something new comes. */
    @Override
    void wake() {
        publish("data", 1, 0);
    }
}
