package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * How often and after which delays a connection is tried again.
 *
 * @param attempts how often a lost or never made connection is retried; {@link #UNLIMITED} for no limit
 * @param initialDelay the first delay
 * @param maxDelay what the delay is doubled up to
 */
public record ReconnectSettings(int attempts, Duration initialDelay, Duration maxDelay) {

    public static final int UNLIMITED = -1;

    public ReconnectSettings {
        Range.RECONNECT_ATTEMPTS.check(attempts);
        Range.RECONNECT_INTERVAL_SECONDS.check(initialDelay.toSeconds());
        if (maxDelay.compareTo(initialDelay) < 0) {
            throw new InvalidAttributeException("reconnect-max-interval-seconds", maxDelay.toSeconds(),
                    "be at least the " + initialDelay.toSeconds() + " of `reconnect-interval-seconds`");
        }
    }

    public boolean unlimited() {
        return attempts == UNLIMITED;
    }
}
