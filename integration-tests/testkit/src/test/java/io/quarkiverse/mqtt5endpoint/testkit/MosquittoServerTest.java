package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

@EnabledIfMosquitto
class MosquittoServerTest extends RealServerContract {

    @Override
    MqttServer startServer() {
        return MosquittoServer.started();
    }

    @Test
    void binaryIsFound() {
        assertThat(MosquittoServer.binary()).get().extracting(Path::getFileName).hasToString("mosquitto");
    }

    @Test
    void killedServerStartsAgain() {
        MosquittoServer mosquitto = (MosquittoServer) server;
        try (TestClient client = TestClient.connect(server, "victim")) {
            mosquitto.kill();
            assertThatThrownBy(() -> TestClient.connect(server, "refused")).isInstanceOf(IllegalStateException.class);
            mosquitto.start();
        }
        try (TestClient client = TestClient.connect(server, "fine")) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void credentialsAreChecked() {
        try (MosquittoServer guarded = MosquittoServer.builder().credentials("joe", "secret").start()) {
            try (TestClient client = TestClient.builder(guarded, "joe").credentials("joe", "secret").connect()) {
                assertThat(client.publish("t", "x", 1)).isIn(0, 0x10);
            }
            assertThatThrownBy(() -> TestClient.builder(guarded, "joe").credentials("joe", "wrong").connect())
                    .hasMessageContaining("reason code 135");
        }
    }

    @Test
    void persistenceKeepsSessionOverRestart() {
        try (MosquittoServer persistent = MosquittoServer.builder().persistence().maxInflightMessages(5).start()) {
            try (TestClient client = TestClient.builder(persistent, "kept").session(3600).connect()) {
                client.subscribe("t", 1);
            }
            try (TestClient sender = TestClient.connect(persistent, "sender")) {
                sender.publishAll("t", 100, 1);
            }
            persistent.stop();
            persistent.start();
            try (TestClient client = TestClient.builder(persistent, "kept").session(3600).connect()) {
                assertThat(client.sessionPresent()).isTrue();
                assertThat(client.awaitMessages(100)).hasSize(100);
            }
        }
    }
}
