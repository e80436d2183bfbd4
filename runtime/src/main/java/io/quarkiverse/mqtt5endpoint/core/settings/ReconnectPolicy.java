package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

/** Whether and when to connect again. A pure function of what happened. */
public final class ReconnectPolicy {

    private static final Duration STABLE = Duration.ofSeconds(30);
    private static final double JITTER = 0.25;

    private final ReconnectSettings settings;

    public ReconnectPolicy(ReconnectSettings settings) {
        this.settings = settings;
    }

    /** Whether one more attempt is allowed after {@code made} unsuccessful retries. */
    public boolean mayRetry(int made) {
        return settings.unlimited() || made < settings.attempts();
    }

    /**
     * @param failures how many attempts have failed in a row
     * @param random 0 to 1
     */
    public Duration delay(int failures, double random) {
        long max = settings.maxDelay().toMillis();
        long base = failures >= 31 ? max : Math.min(max, settings.initialDelay().toMillis() << failures);
        return jittered(base < 0 ? max : base, random);
    }

    public Duration longestDelay(double random) {
        return jittered(settings.maxDelay().toMillis(), random);
    }

    /** After which time a connection was of use, whatever happened on it. */
    public Duration longEnough() {
        return settings.maxDelay().compareTo(STABLE) < 0 ? settings.maxDelay() : STABLE;
    }

    public String attempt(int number) {
        return settings.unlimited() ? String.valueOf(number) : number + " of " + settings.attempts();
    }

    private static Duration jittered(long millis, double random) {
        return Duration.ofMillis(Math.round(millis * (1 - JITTER + 2 * JITTER * random)));
    }
}
