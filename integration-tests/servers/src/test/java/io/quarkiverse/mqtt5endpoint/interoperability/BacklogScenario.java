package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.BitSet;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/**
 * Far more messages wait in a session than the receive maximum allows: as many as {@code -Dbacklog.messages} says. The
 * subclasses say at which server.
 */
public abstract class BacklogScenario {

    private static final int MESSAGES = Integer.getInteger("backlog.messages", 20_000);
    private static final Duration PATIENCE = Duration.ofSeconds(120 + MESSAGES / 1000);

    private final BitSet came = new BitSet(MESSAGES);
    private int duplicates;

    protected abstract MqttServer server();

    @Test
    void backlogIsConsumedOverOneConnection() {
        backlogIsConsumedOverOneConnection(1);
    }

    void backlogIsConsumedOverOneConnection(int qos) {
        String[] attributes = { "topic=backlog", "client-id=fixed", "qos=" + qos };
        try (TestEndpoint first = TestEndpoint.at(server())) {
            first.incoming("backlog", attributes);
            await().until(() -> first.counters("backlog").ready.sum() > 0);
        }
        try (MqttCompanion publisher = MqttCompanion.connect(server(), "publisher")) {
            publisher.publish(MESSAGES, i -> TestMessage.of("backlog", String.valueOf(i)).qos(qos))
                    .awaitCompletion(PATIENCE);
        }
        try (TestEndpoint second = TestEndpoint.at(server())) {
            long began = System.nanoTime();
            second.subscribe("backlog", new Consumer(false).behaving(this::take), attributes);
            await().atMost(PATIENCE).until(() -> came() == MESSAGES);
            long reconnects = second.counters("backlog").reconnects.sum();
            System.out.printf("Backlog of %,d at QoS %d on %s: %.1f s, %d duplicates, %d reconnects%n", MESSAGES, qos,
                    server().name(), (System.nanoTime() - began) / 1e9, duplicates, reconnects);
            assertThat(reconnects).isZero();
        }
    }

    private synchronized int came() {
        return came.cardinality();
    }

    private synchronized void take(Message<?> message) {
        int number = Integer.parseInt(Consumer.text(message));
        duplicates += came.get(number) ? 1 : 0;
        came.set(number);
        message.ack();
    }
}
