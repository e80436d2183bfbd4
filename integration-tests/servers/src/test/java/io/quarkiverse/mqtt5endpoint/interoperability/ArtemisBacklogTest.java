package io.quarkiverse.mqtt5endpoint.interoperability;

import org.junit.jupiter.api.AfterEach;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** At QoS 1 only: at QoS 2 Artemis can stop sending once all of its window is released. */
class ArtemisBacklogTest extends BacklogScenario {

    private final ArtemisServer server = ArtemisServer.started();

    @AfterEach
    void end() {
        server.close();
    }

    @Override
    protected MqttServer server() {
        return server;
    }
}
