package io.quarkiverse.mqtt5endpoint.faults;

import org.junit.jupiter.api.AfterEach;

import io.quarkiverse.mqtt5endpoint.interoperability.BacklogScenario;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

class HiveMqBacklogIT extends BacklogScenario {

    private final MqttServer server = ServerKind.HIVEMQ.start();

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    @Override
    protected MqttServer server() {
        return server;
    }
}
