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
        try (MqttCompanion client = MqttCompanion.builder(server).clientId("short").session(1).connect()) {
            assertThat(artemis.hasSession("short")).isTrue();
            assertThat(artemis.isConnected("short")).isTrue();
            assertThat(artemis.sessions()).isEqualTo(1);
        }
        Awaitility.await().until(() -> !artemis.hasSession("short"));
        assertThat(artemis.sessions()).isZero();
    }

    @Test
    void connectionsAndSubscriptionsAreCounted() {
        ArtemisServer artemis = (ArtemisServer) server;
        try (MqttCompanion client = MqttCompanion.connect(server)) {
            client.subscribe("a", 1);
            client.subscribe("b", 1);
            assertThat(artemis.connections()).isEqualTo(1);
            assertThat(artemis.subscriptions()).isEqualTo(2);
            client.unsubscribe("a");
            assertThat(artemis.subscriptions()).isEqualTo(1);
        }
        Awaitility.await().until(() -> artemis.connections() + artemis.subscriptions() == 0);
    }

    @Test
    void persistenceKeepsSessionAndMessagesOverRestart(@TempDir Path directory) {
        try (ArtemisServer persistent = ArtemisServer.builder().persistence(directory).start()) {
            try (MqttCompanion client = MqttCompanion.builder(persistent).clientId("kept").session(3600).connect()) {
                client.subscribe("t", 1);
            }
            try (MqttCompanion sender = MqttCompanion.connect(persistent, "sender")) {
                sender.publish(1_000, i -> TestMessage.of("t", String.valueOf(i))).awaitCompletion();
            }
            persistent.stop();
            persistent.start();
            try (MqttCompanion client = MqttCompanion.builder(persistent).clientId("kept").session(3600).connect()) {
                assertThat(client.sessionPresent()).isTrue();
                assertThat(client.received().awaitRecords(1_000).records()).hasSize(1_000);
            }
        }
    }

    @Test
    void redeliversMoreThanTenTimes() {
        try (MqttCompanion client = MqttCompanion.builder(server).clientId("again").session(3600).manualAcks().connect()) {
            client.subscribe("t", 1);
            client.publish("t", "precious", 1).awaitCompletion();
            client.received().awaitRecords(1);
            client.abort();
        }
        for (int i = 0; i < 12; i++) {
            try (MqttCompanion client = MqttCompanion.builder(server).clientId("again").session(3600).manualAcks().connect()) {
                assertThat(client.received().awaitRecords(1).records()).extracting(TestMessage::text)
                        .containsExactly("precious");
                client.abort();
            }
        }
    }
}
