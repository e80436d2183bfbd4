package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.concurrent.TimeUnit;

/**
 * Tells whether bytes move fast enough for a connection to be alive although no packet is complete: a large message on a
 * slow line takes longer than the keep-alive. A peer that sends a byte now and then does not count. Not thread-safe.
 */
final class SignsOfLife {

    /** Bytes a second. */
    static final long SLOWEST = 1024;

    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private long bytes;
    private long sinceNanos;

    SignsOfLife(long now) {
        this.sinceNanos = now;
    }

    void moved(long more) {
        bytes += more;
    }

    /** Whether there was one since the last time that this was asked; at most one a second. */
    boolean isOne(long now) {
        long elapsed = now - sinceNanos;
        if (elapsed < PERIOD) {
            return false;
        }
        boolean fastEnough = bytes >= SLOWEST * TimeUnit.NANOSECONDS.toSeconds(elapsed);
        bytes = 0;
        sinceNanos = now;
        return fastEnough;
    }
}
