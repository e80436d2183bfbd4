package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtemisServerTest extends RealServerContract {

    @Override
    MqttServer startServer() {
        return ArtemisServer.started();
    }

    @Test
    void knowsSessionsUntilTheyExpire() {
        ArtemisServer artemis = (ArtemisServer) server;
        try (TestClient client = TestClient.builder(server, "short").session(1).connect()) {
            assertThat(artemis.hasSession("short")).isTrue();
            assertThat(artemis.isConnected("short")).isTrue();
            assertThat(artemis.sessions()).isEqualTo(1);
        }
        Awaitility.await().until(() -> !artemis.hasSession("short"));
        assertThat(artemis.sessions()).isZero();
    }

    @Test
    void persistenceKeepsSessionAndMessagesOverRestart(@TempDir Path directory) {
        try (ArtemisServer persistent = ArtemisServer.builder().persistence(directory).start()) {
            try (TestClient client = TestClient.builder(persistent, "kept").session(3600).connect()) {
                client.subscribe("t", 1);
            }
            try (TestClient sender = TestClient.connect(persistent, "sender")) {
                sender.publishAll("t", 1_000, 1);
            }
            persistent.stop();
            persistent.start();
            try (TestClient client = TestClient.builder(persistent, "kept").session(3600).connect()) {
                assertThat(client.sessionPresent()).isTrue();
                assertThat(client.awaitMessages(1_000)).hasSize(1_000);
            }
        }
    }

    @Test
    void redeliversMoreThanTenTimes() {
        try (TestClient client = TestClient.builder(server, "again").session(3600).manualAcks().connect()) {
            client.subscribe("t", 1);
            client.publish("t", "precious", 1);
            client.awaitMessages(1);
            client.abort();
        }
        for (int i = 0; i < 12; i++) {
            try (TestClient client = TestClient.builder(server, "again").session(3600).manualAcks().connect()) {
                assertThat(client.awaitMessages(1)).extracting(TestMessage::text).containsExactly("precious");
                client.abort();
            }
        }
    }
}
