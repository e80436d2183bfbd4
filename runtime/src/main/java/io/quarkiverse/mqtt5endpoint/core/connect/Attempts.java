package io.quarkiverse.mqtt5endpoint.core.connect;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectPolicy;

/** How often a connection was tried since there was progress, and how long to wait before the next time. Loop only. */
final class Attempts {

    private final ReconnectPolicy policy;
    private final Loop loop;

    // valid since there was progress
    private int retries;
    private long firstLossNanos;

    Attempts(ReconnectPolicy policy, Loop loop) {
        this.policy = policy;
        this.loop = loop;
    }

    /** A connection ended. */
    void ended(Progress progress) {
        if (progress.wasMade(policy.longEnough())) {
            retries = 0;
        }
    }

    int retries() {
        return retries;
    }

    long firstLossNanos() {
        return firstLossNanos;
    }

    boolean mayRetry() {
        return policy.mayRetry(retries);
    }

    /** The number of the next attempt, for people. */
    String next() {
        return policy.attempt(retries);
    }

    /** Counts one more attempt and tells how long to wait for it. */
    Duration delay(boolean longest) {
        if (retries == 0) {
            firstLossNanos = loop.nanoTime();
        }
        double random = loop.random();
        Duration delay = longest ? policy.longestDelay(random) : policy.delay(retries, random);
        retries++;
        return delay;
    }
}
