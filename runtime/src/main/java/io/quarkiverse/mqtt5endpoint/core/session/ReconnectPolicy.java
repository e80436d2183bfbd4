package io.quarkiverse.mqtt5endpoint.core.session;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;

/** Whether and when to connect again. A pure function of what happened. */
final class ReconnectPolicy {

    private static final Duration STABLE = Duration.ofSeconds(30);
    private static final double JITTER = 0.25;

    private final ReconnectSettings settings;

    ReconnectPolicy(ReconnectSettings settings) {
        this.settings = settings;
    }

    /** Whether one more attempt is allowed after {@code made} retries in vain. */
    boolean mayRetry(int made) {
        return settings.unlimited() || made < settings.attempts();
    }

    /**
     * @param failures how often in a row the delay has been used since it last began anew
     * @param random 0 to 1
     */
    Duration delay(int failures, double random) {
        long max = settings.maxDelay().toMillis();
        long base = failures >= 31 ? max : Math.min(max, settings.initialDelay().toMillis() << failures);
        return jittered(base < 0 ? max : base, random);
    }

    Duration longestDelay(double random) {
        return jittered(settings.maxDelay().toMillis(), random);
    }

    /**
     * Whether a connection lasted long enough for the delay to begin anew, so that one that flaps does not hammer the
     * server.
     */
    boolean wasStable(Duration lasted) {
        return lasted.compareTo(settings.maxDelay().compareTo(STABLE) < 0 ? settings.maxDelay() : STABLE) > 0;
    }

    String attempt(int number) {
        return settings.unlimited() ? String.valueOf(number) : number + " of " + settings.attempts();
    }

    private static Duration jittered(long millis, double random) {
        return Duration.ofMillis(Math.round(millis * (1 - JITTER + 2 * JITTER * random)));
    }
}
