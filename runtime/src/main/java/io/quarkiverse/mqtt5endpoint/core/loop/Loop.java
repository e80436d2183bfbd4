package io.quarkiverse.mqtt5endpoint.core.loop;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one thread on which a session lives, with its clock and its random numbers. Whatever belongs to a session happens
 * here; whoever comes from elsewhere uses {@link #run}.
 */
public interface Loop {

    /** Whether the caller is on this loop. Any thread. */
    boolean isCurrent();

    /** Runs a task later, even if the caller is on this loop. Any thread. */
    void execute(Runnable task);

    /** Runs a task once, after a delay. Any thread. */
    Timer schedule(Duration delay, Runnable task);

    /** The time that timers go by, in nanoseconds from an arbitrary origin. Any thread. */
    long nanoTime();

    /** A number from 0 to 1 that nobody can predict, so that delays are not the same everywhere. Any thread. */
    default double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    /**
     * Releases threads that exist for this loop alone. Any thread. Timers that have not fired do not fire any more; a task
     * that comes afterwards still runs, one at a time with all others.
     */
    default void close() {
    }

    /** Runs a task: immediately if the caller is on this loop, else as soon as it can. Any thread. */
    default void run(Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            execute(task);
        }
    }

    /** Fails, with assertions on, if the caller is not on this loop. */
    default void assertCurrent() {
        assert isCurrent() : "not on the event loop of the session, but on " + Thread.currentThread().getName();
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {

        /** Nothing to cancel. */
        Timer NONE = () -> {
        };

        /** Does nothing if the task has run. */
        void cancel();
    }
}
