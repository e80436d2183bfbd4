package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for messages of which nobody knows how many will arrive: a client may drop those of QoS 0. */
final class Arrivals {

    private static final long LOOK_NANOS = 10_000_000;

    private final ContenderProcess process;
    private final Duration quiet;
    private long count;
    private long lastNanos = System.nanoTime();

    /**
     * @param quiet when nothing arrived for so long, nothing more will
     */
    Arrivals(ContenderProcess process, Duration quiet) {
        this.process = process;
        this.quiet = quiet;
    }

    /**
     * Returns when so many have arrived, or when no more do.
     *
     * @return when the last of them arrived, as {@link System#nanoTime()}
     */
    long await(long wanted) throws IOException {
        while (count < wanted && System.nanoTime() - lastNanos < quiet.toNanos()) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = process.handled();
            if (now > count) {
                count = now;
                lastNanos = System.nanoTime();
            }
        }
        return lastNanos;
    }
}
