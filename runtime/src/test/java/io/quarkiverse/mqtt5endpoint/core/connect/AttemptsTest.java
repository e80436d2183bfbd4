package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectPolicy;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;

class AttemptsTest {

    private final ManualLoop loop = new ManualLoop();
    private final Attempts attempts = new Attempts(
            new ReconnectPolicy(new ReconnectSettings(2, Duration.ofSeconds(1), Duration.ofSeconds(100))), loop);

    @Test
    void eachAttemptCountsAndTakesLonger() {
        assertThat(attempts.delay(false)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        assertThat(attempts.mayRetry()).isTrue();
        assertThat(attempts.next()).isEqualTo("1 of 2");
        assertThat(attempts.delay(false)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2500));
        assertThat(attempts.retries()).isEqualTo(2);
        assertThat(attempts.mayRetry()).isFalse();
    }

    @Test
    void longestPauseCountsAsOneAttempt() {
        assertThat(attempts.delay(true)).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(125));
        assertThat(attempts.retries()).isOne();
    }

    @Test
    void firstLossIsRememberedUntilThereIsProgress() {
        loop.advance(Duration.ofSeconds(5));
        long first = loop.nanoTime();
        attempts.delay(false);
        loop.advance(Duration.ofSeconds(5));
        attempts.ended(new Progress(loop));
        attempts.delay(false);
        assertThat(attempts.firstLossNanos()).isEqualTo(first);
        Progress progress = new Progress(loop);
        progress.moved();
        attempts.ended(progress);
        assertThat(attempts.retries()).isZero();
        attempts.delay(false);
        assertThat(attempts.firstLossNanos()).isEqualTo(loop.nanoTime());
    }
}
