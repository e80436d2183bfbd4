package io.quarkiverse.mqtt5endpoint.core.model;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** One random run: a session, and what happens to it. */
record ModelRun(ModelConfig config, List<ModelStep> steps) {

    static ModelRun random(SplittableRandom random, int steps) {
        return new ModelRun(ModelConfig.random(random), ModelStep.random(random, steps));
    }

    /** {@code null} if every guarantee holds. */
    Throwable failure() {
        try {
            ModelWorld world = new ModelWorld(config);
            world.begin();
            steps.forEach(world::step);
            new ModelEnd(world).play();
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }

    /** The shortest and simplest run that fails in the same way. */
    ModelRun shrunk() {
        String kind = Violation.kindOf(failure());
        ModelRun best = this;
        ModelRun last;
        do {
            last = best;
            ModelConfig now = best.config;
            best = new ModelRun(now, new Shrinker<ModelStep>(part -> new ModelRun(now, part).fails(kind), ModelStep::simpler)
                    .shrink(best.steps)).withSimplerConfig(kind);
        } while (!best.equals(last));
        return best;
    }

    private ModelRun withSimplerConfig(String kind) {
        ModelRun best = this;
        for (int choice = 0; choice < ModelConfig.CHOICES; choice++) {
            ModelRun simpler = new ModelRun(best.config.withSimplest(choice), steps);
            best = simpler.fails(kind) ? simpler : best;
        }
        return best;
    }

    private boolean fails(String kind) {
        Throwable failure = failure();
        return failure != null && kind.equals(Violation.kindOf(failure));
    }

    /** One line for each step. */
    @Override
    public String toString() {
        return config + "\n" + steps.stream().map(step -> "    " + step).collect(Collectors.joining("\n"));
    }
}
