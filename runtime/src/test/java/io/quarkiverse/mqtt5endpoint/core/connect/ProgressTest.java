package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** Which connections were of use. */
class ProgressTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Progress progress = new Progress();

    @Test
    void longConnectionIsProgress() {
        assertThat(progress.wasMade(Duration.ofSeconds(29), LONG_ENOUGH)).isFalse();
        assertThat(progress.wasMade(Duration.ofSeconds(30), LONG_ENOUGH)).isTrue();
    }

    @Test
    void grantIsProgressAfterTenSeconds() {
        progress.subscribed();
        assertThat(progress.wasMade(Duration.ofSeconds(9), LONG_ENOUGH)).isFalse();
        assertThat(progress.wasMade(Duration.ofSeconds(10), LONG_ENOUGH)).isTrue();
    }

    @Test
    void messageIsProgressImmediately() {
        progress.moved();
        assertThat(progress.wasMade(Duration.ZERO, LONG_ENOUGH)).isTrue();
    }

    @Test
    void connectionThatWasGivenUpIsNone() {
        progress.moved();
        progress.givenUp();
        progress.moved();
        progress.subscribed();
        assertThat(progress.wasMade(Duration.ofHours(1), LONG_ENOUGH)).isFalse();
    }
}
