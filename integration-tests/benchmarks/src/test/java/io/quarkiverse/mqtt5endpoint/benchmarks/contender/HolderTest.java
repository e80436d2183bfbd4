package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

class HolderTest {

    private static List<Integer> settled(String work, int messages) {
        Holder holder = new Holder(Work.of(work));
        List<Integer> settled = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            int number = i;
            holder.hold(() -> settled.add(number));
        }
        return settled;
    }

    @Test
    void settlesNothingBeforeThereAreEnough() {
        assertThat(settled("unsettled-3-arrival", 2)).isEmpty();
    }

    @Test
    void settlesInTheOrderThatTheWorkAsksFor() {
        assertThat(settled("unsettled-3-arrival", 7)).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(settled("unsettled-3-reverse", 3)).containsExactly(2, 1, 0);
        assertThat(settled("unsettled-100-random", 100)).hasSize(100).isNotEqualTo(settled("unsettled-100-arrival", 100));
    }
}
