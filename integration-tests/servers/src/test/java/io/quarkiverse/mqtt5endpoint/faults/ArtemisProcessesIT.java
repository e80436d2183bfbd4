package io.quarkiverse.mqtt5endpoint.faults;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

class ArtemisProcessesIT extends Processes {

    @Override
    MqttServer startServer() {
        return ArtemisServer.started();
    }

    /** Packets go through a queue, the end of a connection does not. */
    @Override
    boolean readsToTheEnd() {
        return false;
    }

    @Override
    boolean resumesSharedDeliveries() {
        return false;
    }

    /** Nothing but its user properties. And without a delay, it comes when the session expires and not before. */
    @Override
    boolean keepsPropertiesOfWills() {
        return false;
    }

    /**
     * Once its window is full of PUBRELs, Artemis counts their PUBCOMPs and sends no further QoS 2 message, until
     * something new comes to the same queue.
     */
    @Override
    void wake() {
        try (MqttCompanion publisher = MqttCompanion.connect(server, "waker")) {
            publisher.publish("work", WAKE, 0).awaitCompletion();
        }
    }
}
