package io.quarkiverse.mqtt5endpoint.core.session;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How often a connection was tried in vain, and how long to wait before the next time. Event loop only. */
final class Backoff {

    private final ReconnectPolicy policy;

    // valid between two accepted CONNECTs
    private int retries;

    // valid between two connections that lasted
    private int delays;

    private long connectedNanos;

    Backoff(ReconnectPolicy policy) {
        this.policy = policy;
    }

    /** The server accepted: the count of attempts starts anew, the delay only if the connection lasts. */
    void connected() {
        retries = 0;
        connectedNanos = System.nanoTime();
    }

    void lost() {
        if (policy.wasStable(Duration.ofNanos(System.nanoTime() - connectedNanos))) {
            delays = 0;
        }
    }

    int retries() {
        return retries;
    }

    boolean mayRetry() {
        return policy.mayRetry(retries);
    }

    String attempt() {
        return policy.attempt(retries);
    }

    /** Counts one more attempt and says when to make it. */
    Duration next(boolean longest) {
        retries++;
        double random = ThreadLocalRandom.current().nextDouble();
        return longest ? policy.longestDelay(random) : policy.delay(delays++, random);
    }
}
