package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

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
        Attribute.RECONNECT_ATTEMPTS.check(attempts);
        Attribute.RECONNECT_INTERVAL_SECONDS.check(initialDelay.toSeconds());
        if (maxDelay.compareTo(initialDelay) < 0) {
            throw Attribute.RECONNECT_MAX_INTERVAL_SECONDS.wrong(maxDelay.toSeconds(), "be at least the "
                    + initialDelay.toSeconds() + " of `" + Attribute.RECONNECT_INTERVAL_SECONDS.key() + "`");
        }
    }

    public boolean unlimited() {
        return attempts == UNLIMITED;
    }
}
