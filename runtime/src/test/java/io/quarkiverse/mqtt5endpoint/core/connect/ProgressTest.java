package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;

class ProgressTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final ManualLoop loop = new ManualLoop();
    private final Progress progress = new Progress(loop);

    @Test
    void noneIsMadeBefore() {
        loop.advance(Duration.ofSeconds(29));
        assertThat(progress.wasMade(LONG_ENOUGH)).isFalse();
        loop.advance(Duration.ofSeconds(1));
        assertThat(progress.wasMade(LONG_ENOUGH)).isTrue();
    }

    @Test
    void messageThatWentAllTheWayIsEnough() {
        progress.moved();
        assertThat(progress.wasMade(LONG_ENOUGH)).isTrue();
    }

    @Test
    void grantNeedsTenSecondsAfterIt() {
        loop.advance(Duration.ofSeconds(9));
        progress.subscribed();
        loop.advance(Duration.ofSeconds(9));
        assertThat(progress.wasMade(LONG_ENOUGH)).isFalse();
        loop.advance(Duration.ofSeconds(1));
        assertThat(progress.wasMade(LONG_ENOUGH)).isTrue();
    }

    @Test
    void furtherGrantsDoNotPutItOff() {
        progress.subscribed();
        loop.advance(Duration.ofSeconds(9));
        progress.subscribed();
        loop.advance(Duration.ofSeconds(1));
        assertThat(progress.wasMade(LONG_ENOUGH)).isTrue();
    }

    @Test
    void grantDoesNotUndoWhatMoved() {
        progress.moved();
        progress.subscribed();
        assertThat(progress.wasMade(LONG_ENOUGH)).isTrue();
    }

    @Test
    void connectionThatWasGivenUpIsOfNoUse() {
        progress.givenUp();
        progress.moved();
        progress.subscribed();
        loop.advance(Duration.ofHours(1));
        assertThat(progress.wasMade(Duration.ofSeconds(30))).isFalse();
    }
}
