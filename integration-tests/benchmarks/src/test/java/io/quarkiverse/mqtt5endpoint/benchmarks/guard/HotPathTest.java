package io.quarkiverse.mqtt5endpoint.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a message may cost. It is counted and not timed, so that it is the same on every machine: interpreted code allocates
 * as much as compiled code does at most. The bounds are five percent above what is counted today, with what the server
 * allocates on the same loop; whoever makes messages cheaper lowers them.
 */
class HotPathTest {

    private static final int BATCHES = 100;
    private static final int MESSAGES = BATCHES * HotPath.WINDOW;

    private static Counts.Snapshot consumed;
    private static Counts.Snapshot published;

    @BeforeAll
    static void count() throws Exception {
        try (HotPath path = HotPath.consuming()) {
            consumed = path.cost(MESSAGES);
        }
        try (HotPath path = HotPath.publishing()) {
            published = path.cost(MESSAGES);
        }
    }

    @Test
    void consumingWritesTheAcknowledgementsOfOneReadTogether() {
        assertThat(consumed.flushes()).isBetween((long) BATCHES, 2L * BATCHES);
    }

    @Test
    void consumingTakesNoMoreTasksThanOnePerMessage() {
        assertThat((double) consumed.tasks() / MESSAGES).isLessThan(1.1);
    }

    @Test
    void consumingAllocatesWithinItsBound() {
        assertThat(consumed.bytes() / MESSAGES).isLessThan(3_050);
    }

    @Test
    void publishingWritesWhatOneReadMadeRoomForTogether() {
        assertThat(published.flushes()).isBetween((long) BATCHES, 2L * BATCHES);
    }

    @Test
    void publishingTakesFewTasksPerRead() {
        assertThat(published.tasks()).isLessThan(4L * BATCHES);
    }

    @Test
    void publishingAllocatesWithinItsBound() {
        assertThat(published.bytes() / MESSAGES).isLessThan(3_200);
    }
}
