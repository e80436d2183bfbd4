package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServerProcessTest {

    @Test
    void sessionsAndMessagesSurviveAKill() {
        try (ServerProcess server = ServerProcess.artemis()) {
            try (MqttCompanion subscriber = MqttCompanion.builder(server).clientId("subscriber").session(3600).connect()) {
                subscriber.subscribe("t", 1);
            }
            try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
                publisher.publish(100, i -> TestMessage.of("t", String.valueOf(i))).awaitCompletion();
            }
            server.kill();
            server.start();
            try (MqttCompanion subscriber = MqttCompanion.builder(server).clientId("subscriber").session(3600).connect()) {
                assertThat(subscriber.sessionPresent()).isTrue();
                assertThat(subscriber.received().awaitRecords(100).records()).hasSize(100);
            }
        }
    }

    @Test
    void itStopsProperlyAndStartsAgain() {
        try (ServerProcess server = ServerProcess.artemis()) {
            server.stop();
            server.start();
            try (MqttCompanion client = MqttCompanion.connect(server, "c")) {
                assertThat(client.publish("t", "x", 1).awaitReasonCode()).isZero();
            }
        }
    }
}
