package io.quarkiverse.mqtt5endpoint.interoperability;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.EnabledIfMosquitto;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** Mosquitto 2.0.11 sends more than the receive maximum allows. */
@EnabledIfMosquitto
class MosquittoBacklogTest extends BacklogScenario {

    private final MosquittoServer server = MosquittoServer.started();

    @AfterEach
    void end() {
        server.close();
    }

    @Override
    protected MqttServer server() {
        return server;
    }

    @Test
    void backlogOfQos2IsConsumedOverOneConnection() {
        backlogIsConsumedOverOneConnection(2);
    }
}
