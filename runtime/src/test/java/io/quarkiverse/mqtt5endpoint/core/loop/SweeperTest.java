package io.quarkiverse.mqtt5endpoint.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class SweeperTest {

    private final ManualLoop loop = new ManualLoop();
    private final List<Long> sweeps = new ArrayList<>();

    @Test
    void sweepsOnceASecondUntilItIsStopped() {
        Sweeper sweeper = new Sweeper(loop, () -> "in", sweeps::add);
        sweeper.start();
        loop.advance(Duration.ofMillis(3500));
        assertThat(sweeps).hasSize(3);
        sweeper.stop();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void sweepThatFailsIsFollowedByTheNext() {
        Sweeper sweeper = new Sweeper(loop, () -> "in", now -> {
            sweeps.add(now);
            throw new IllegalStateException("one message");
        });
        sweeper.start();
        loop.advance(Duration.ofSeconds(2));
        assertThat(sweeps).hasSize(2);
    }
}
