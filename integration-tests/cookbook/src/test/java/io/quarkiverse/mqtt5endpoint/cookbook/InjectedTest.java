package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class InjectedTest extends Recipe {

    /** As the application is configured. */
    private static final int RECEIVE_MAXIMUM = 5;

    /** So many at most does Reactive Messaging fetch, and acknowledge, before a subscriber of payloads asked. */
    private static final int AHEAD = 256;

    @Test
    void payloadsOfAnInjectedStreamAreAcknowledgedWhenTheyAreHandedOver() {
        Wire wire = incoming("watched");
        kitchen.takeTime("omelette");
        send("watched", "omelette");
        awaitBegun("omelette");
        wire.awaitAcknowledged("omelette");
        kitchen.serve("omelette");
    }

    @Test
    void slowSubscriberOfPayloadsSlowsTheServerDownAndNothingIsLost() {
        slowsTheServerDown("watched", 600, AHEAD + RECEIVE_MAXIMUM + 1);
    }

    @Test
    void slowSubscriberOfMessagesSlowsTheServerDownAndNothingIsLost() {
        slowsTheServerDown("watched-messages", 30, RECEIVE_MAXIMUM);
    }

    @Test
    void messagesOfAnInjectedStreamAreAcknowledgedByTheSubscriber() {
        isAcknowledgedWhenDone("watched-messages", "tofu");
    }

    @Test
    void payloadsOfAnInjectedPublisherAreAcknowledgedWhenTheyAreHandedOver() {
        Wire wire = incoming("published");
        kitchen.takeTime("tempura");
        send("published", "tempura");
        awaitBegun("tempura");
        wire.awaitAcknowledged("tempura");
        kitchen.serve("tempura");
    }

    @Test
    void messagesOfAnInjectedPublisherAreAcknowledgedByTheSubscriber() {
        isAcknowledgedWhenDone("published-messages", "miso");
    }

    private void slowsTheServerDown(String channel, int messages, int ahead) {
        Wire wire = incoming(channel);
        String first = channel + " 0";
        kitchen.takeTime(first);
        int before = wire.texts(Direction.DOWNSTREAM).size();
        client.publish(messages, i -> TestMessage.of(channel, channel + ' ' + i)).awaitCompletion();
        awaitBegun(first);
        await().during(Wire.MOMENT).until(() -> wire.texts(Direction.DOWNSTREAM).size() - before <= ahead);
        kitchen.serve(first);
        await().untilAsserted(() -> assertThat(kitchen.done()).containsSubsequence(
                IntStream.range(0, messages).mapToObj(i -> channel + ' ' + i).toList()));
    }
}
