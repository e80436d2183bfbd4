package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class PausingTest extends Recipe {

    @Inject
    Pausing pausing;

    @Test
    void pausedChannelTakesNothingUntilItIsResumed() {
        Wire wire = incoming("pausable");
        send("pausable", "first");
        wire.awaitAcknowledged("first");
        pausing.pause();
        send("pausable", "second", "third");
        wire.staysUnacknowledged("second");
        wire.staysUnacknowledged("third");
        assertThat(kitchen.begun("third")).isEmpty();
        pausing.resume();
        wire.awaitAcknowledged("second");
        wire.awaitAcknowledged("third");
        assertThat(kitchen.done()).containsSubsequence("first", "second", "third");
    }
}
