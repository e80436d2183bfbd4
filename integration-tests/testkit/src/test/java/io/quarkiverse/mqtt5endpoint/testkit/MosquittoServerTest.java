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
        try (MqttCompanion client = MqttCompanion.connect(server, "victim")) {
            mosquitto.kill();
            assertThatThrownBy(() -> MqttCompanion.connect(server, "refused")).isInstanceOf(IllegalStateException.class);
            mosquitto.start();
        }
        try (MqttCompanion client = MqttCompanion.connect(server, "fine")) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void credentialsAreChecked() {
        try (MosquittoServer guarded = MosquittoServer.builder().credentials("joe", "secret").start()) {
            try (MqttCompanion client = MqttCompanion.builder(guarded).clientId("joe").credentials("joe", "secret").connect()) {
                assertThat(client.publish("t", "x", 1).awaitReasonCode()).isIn(0, 0x10);
            }
            assertThatThrownBy(() -> MqttCompanion.builder(guarded).clientId("joe").credentials("joe", "wrong").connect())
                    .hasMessageContaining("reason code 135");
        }
    }

    @Test
    void persistenceKeepsSessionOverRestart() {
        try (MosquittoServer persistent = MosquittoServer.builder().persistence().maxInflightMessages(5).start()) {
            try (MqttCompanion client = MqttCompanion.builder(persistent).clientId("kept").session(3600).connect()) {
                client.subscribe("t", 1);
            }
            try (MqttCompanion sender = MqttCompanion.connect(persistent, "sender")) {
                sender.publish(100, i -> TestMessage.of("t", String.valueOf(i))).awaitCompletion();
            }
            persistent.stop();
            persistent.start();
            try (MqttCompanion client = MqttCompanion.builder(persistent).clientId("kept").session(3600).connect()) {
                assertThat(client.sessionPresent()).isTrue();
                assertThat(client.received().awaitRecords(100).records()).hasSize(100);
            }
        }
    }
}
