package io.quarkiverse.mqtt5endpoint.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

    private final SignsOfLife signs = new SignsOfLife(0);

    @Test
    void bytesThatMoveFastEnoughAreOneSignASecond() {
        signs.moved(SignsOfLife.SLOWEST);
        assertThat(signs.isOne(seconds(1) - 1)).isFalse();
        assertThat(signs.isOne(seconds(1))).isTrue();
        signs.moved(SignsOfLife.SLOWEST);
        assertThat(signs.isOne(seconds(1) + 1)).isFalse();
    }

    @Test
    void bytesThatTrickleAreNone() {
        signs.moved(SignsOfLife.SLOWEST - 1);
        assertThat(signs.isOne(seconds(1))).isFalse();
    }

    @Test
    void longerTimeNeedsMoreBytes() {
        signs.moved(SignsOfLife.SLOWEST * 5 - 1);
        assertThat(signs.isOne(seconds(5))).isFalse();
        signs.moved(SignsOfLife.SLOWEST * 5);
        assertThat(signs.isOne(seconds(10))).isTrue();
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
