package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** Far more messages wait in a session than the receive maximum allows. */
abstract class BacklogScenario {

    private static final int MESSAGES = Integer.getInteger("backlog.messages", 20_000);
    private static final String[] ATTRIBUTES = { "topic=backlog", "client-id=fixed" };

    abstract MqttServer server();

    @Test
    void backlogIsConsumedOverOneConnection() {
        backlogIsConsumedOverOneConnection(1);
    }

    void backlogIsConsumedOverOneConnection(int qos) {
        try (TestEndpoint first = TestEndpoint.at(server())) {
            first.incoming("backlog", ATTRIBUTES[0], ATTRIBUTES[1], "qos=" + qos);
            await().until(() -> first.readiness("backlog").isOk());
        }
        try (MqttCompanion publisher = MqttCompanion.connect(server(), "publisher")) {
            publisher.publish(MESSAGES, i -> TestMessage.of("backlog", String.valueOf(i)).qos(qos)).awaitCompletion();
        }
        try (TestEndpoint second = TestEndpoint.at(server())) {
            Consumer consumer = second.incoming("backlog", ATTRIBUTES[0], ATTRIBUTES[1], "qos=" + qos).acknowledging();
            await().atMost(Duration.ofMinutes(2)).until(() -> new HashSet<>(consumer.payloads()).size() == MESSAGES);
            assertThat(second.counters("backlog").reconnects.sum()).isZero();
        }
    }
}
