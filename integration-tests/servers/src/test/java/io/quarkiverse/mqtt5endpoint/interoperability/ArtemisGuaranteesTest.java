package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

class ArtemisGuaranteesTest extends Guarantees {

    @Override
    MqttServer start() {
        return ArtemisServer.started();
    }

    @Override
    boolean resumesDeliveries() {
        return false;
    }

    /** Artemis sends what is unacknowledged again when a shared subscription of a resumed session is subscribed. */
    @Test
    void backlogOfARestartComesOnceAndInOrder() {
        String[] attributes = { "topic=backlog/#", "qos=2", "client-id=fixed" };
        TestEndpoint first = app();
        first.incoming("in", attributes);
        awaitReady(first, "in");
        first.stop();
        publish("backlog/x", 300, 2);
        TestEndpoint second = app();
        Consumer consumer = second.incoming("in", attributes).acknowledging();
        awaitReady(second, "in");
        consumer.awaitMessages(300);
        publish("backlog/x", 1, 2);
        consumer.awaitMessages(301);
        assertThat(consumer.payloads().subList(0, 300)).containsExactlyElementsOf(numbers(300));
        assertThat(consumer.payloads()).hasSize(301);
    }

    /**
     * Once its window is full of PUBRELs, Artemis counts their PUBCOMPs and sends no further QoS 2 message, until
     * something new comes to the same queue. And where a client has several subscriptions, a PUBACK makes it go on only
     * with the one that the message was of: another, for which the window had no room, waits in the same way.
     */
    @Override
    void wake(String topic, boolean mayForget, Duration silence) {
        if (mayForget && silence.toSeconds() >= 3) {
            publish(topic, 1, 0);
        }
    }
}
