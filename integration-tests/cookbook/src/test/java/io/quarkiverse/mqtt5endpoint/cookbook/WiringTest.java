package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class WiringTest extends Recipe {

    @Test
    void methodTakesFromTwoChannels() {
        isAcknowledgedWhenDone("garden", "radish");
        isAcknowledgedWhenDone("market", "cheese");
    }

    @Test
    void bothMethodsOfABroadcastChannelGetTheMessage() {
        Wire wire = incoming("announcements");
        kitchen.takeTime("closed for the cooks");
        kitchen.takeTime("closed for the waiters");
        send("announcements", "closed");
        awaitBegun("closed for the cooks", "closed for the waiters");
        wire.staysUnacknowledged("closed");
        kitchen.serve("closed for the cooks"); // the first of them acknowledges
        wire.awaitAcknowledged("closed");
        kitchen.serve("closed for the waiters");
    }

    @Test
    void whatAMethodBroadcastsIsAcknowledgedByTheFirstWhoIsDone() {
        Wire wire = incoming("news");
        kitchen.takeTime("translated strike for the cooks");
        kitchen.takeTime("translated strike for the waiters");
        send("news", "strike");
        awaitBegun("translated strike for the cooks", "translated strike for the waiters");
        wire.staysUnacknowledged("strike");
        kitchen.serve("translated strike for the waiters");
        wire.awaitAcknowledged("strike");
        kitchen.serve("translated strike for the cooks");
    }

    @Test
    void failureAfterTheFirstAcknowledgementChangesNothing() {
        Wire wire = incoming("news");
        kitchen.takeTime("translated rumour for the waiters");
        kitchen.spoil("translated rumour for the waiters", 1);
        send("news", "rumour");
        wire.awaitAcknowledged("rumour");
        kitchen.serve("translated rumour for the waiters");
        send("news", "truth");
        wire.awaitAcknowledged("truth");
        await().until(() -> kitchen.done().contains("translated truth for the waiters"));
    }

    @Test
    void twoMethodsMergeIntoOne() {
        Wire starters = incoming("starters");
        Wire mains = incoming("mains");
        kitchen.takeTime("shrimps as a starter");
        kitchen.takeTime("steak as a main course");
        send("starters", "shrimps");
        awaitBegun("shrimps as a starter");
        starters.staysUnacknowledged("shrimps");
        kitchen.serve("shrimps as a starter");
        starters.awaitAcknowledged("shrimps");
        send("mains", "steak");
        awaitBegun("steak as a main course");
        mains.staysUnacknowledged("steak");
        kitchen.serve("steak as a main course");
        mains.awaitAcknowledged("steak");
    }

    @Test
    void twoMethodsPublishToOneChannel() {
        await().untilAsserted(() -> assertThat(wires.of("shopping-list").acknowledgedPublishes())
                .containsExactlyInAnyOrder("carrots", "leek", "apples", "pears"));
    }

    @Test
    void channelOfThreeCopiesTakesThreeMessagesAtATime() {
        Wire wire = wires.of("crowded").subscribed(3);
        List<String> burgers = List.of("burger 1", "burger 2", "burger 3");
        burgers.forEach(kitchen::takeTime);
        burgers.forEach(burger -> send("crowded", burger));
        burgers.forEach(this::awaitBegun);
        burgers.forEach(wire::staysUnacknowledged);
        burgers.forEach(kitchen::serve);
        burgers.forEach(wire::awaitAcknowledged);
        assertThat(wire.connectionsOfDeliveries()).hasSize(3);
    }
}
