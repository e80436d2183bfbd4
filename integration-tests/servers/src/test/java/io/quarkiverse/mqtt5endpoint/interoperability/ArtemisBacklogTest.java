package io.quarkiverse.mqtt5endpoint.interoperability;

import org.junit.jupiter.api.AfterEach;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

class ArtemisBacklogTest extends BacklogScenario {

    private final ArtemisServer server = ArtemisServer.started();

    @AfterEach
    void end() {
        server.close();
    }

    @Override
    MqttServer server() {
        return server;
    }
}
