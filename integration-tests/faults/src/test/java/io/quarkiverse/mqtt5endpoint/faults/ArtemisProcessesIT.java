package io.quarkiverse.mqtt5endpoint.faults;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

class ArtemisProcessesIT extends Processes {

    @Override
    MqttServer startServer() {
        return ArtemisServer.started();
    }

    @Override
    boolean resumesSharedDeliveries() {
        return false;
    }
}
