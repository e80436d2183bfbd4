package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkus.test.common.WithTestResource;

/** What all tests need: one application for all of them, the wires of its channels, and a client of another make. */
@WithTestResource(MqttServers.class)
abstract class Recipe {

    @Inject
    Kitchen kitchen;

    ArtemisServer server;
    Wires wires;
    MqttCompanion client;

    @BeforeAll
    static void lookOften() {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    @AfterAll
    static void lookAsUsual() {
        Awaitility.reset();
    }

    /** The wire of an incoming channel that is subscribed. */
    Wire incoming(String channel) {
        return wires.of(channel).subscribed(1);
    }

    /** Publishes to the topic of an incoming channel, which has the channel's name. */
    void send(String channel, String... dishes) {
        client.publish(channel, dishes).awaitCompletion();
    }

    static void completes(CompletableFuture<?> future) {
        assertThat(future).succeedsWithin(Duration.ofSeconds(10));
    }

    void awaitBegun(String... dishes) {
        await("work on " + Arrays.toString(dishes))
                .until(() -> Arrays.stream(dishes).noneMatch(dish -> kitchen.begun(dish).isEmpty()));
    }

    /** The message is not acknowledged as long as the work on it goes on, and is when it ended. */
    void isAcknowledgedWhenDone(String channel, String dish) {
        Wire wire = incoming(channel);
        kitchen.takeTime(dish);
        send(channel, dish);
        awaitBegun(dish);
        wire.staysUnacknowledged(dish);
        kitchen.serve(dish);
        wire.awaitAcknowledged(dish);
        assertThat(kitchen.done()).contains(dish);
    }
}
