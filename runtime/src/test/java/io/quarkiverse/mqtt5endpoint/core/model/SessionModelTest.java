package io.quarkiverse.mqtt5endpoint.core.model;

import static org.assertj.core.api.Assertions.fail;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a session, its guarantees hold after each step, and everything ends in the end. A million steps,
 * from another seed in each build. What fails is repeated with {@code -Dmodel.seed} and {@code -Dmodel.runs=1};
 * {@code -Dmodel.runs} alone makes more runs, or fewer.
 */
class SessionModelTest {

    private static final int RUNS = 10_000;
    private static final int STEPS = 100;

    @Test
    void guaranteesHoldAfterEachStep() {
        long first = Long.getLong("model.seed", System.nanoTime());
        int runs = Integer.getInteger("model.runs", RUNS);
        try (QuietThread quiet = new QuietThread()) {
            for (long seed = first; seed < first + runs; seed++) {
                ModelRun run = ModelRun.random(new SplittableRandom(seed), STEPS);
                Throwable failure = run.failure();
                if (failure != null) {
                    report(seed, run.shrunk());
                }
            }
        }
    }

    private static void report(long seed, ModelRun shrunk) {
        fail("A run with -Dmodel.seed=%d -Dmodel.runs=1 fails, also when shrunk to these %d steps:%n%s".formatted(seed,
                shrunk.steps().size(), shrunk), shrunk.failure());
    }
}
