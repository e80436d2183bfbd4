package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Locale;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** The numbers that an attribute takes. Named after the attribute. */
public enum Range {
    PORT(1, 65535),
    RECONNECT_ATTEMPTS(-1, 10),
    RECONNECT_INTERVAL_SECONDS(1, Integer.MAX_VALUE),
    RECONNECT_MAX_INTERVAL_SECONDS(1, Integer.MAX_VALUE),
    SESSION_EXPIRY_INTERVAL(Long.MIN_VALUE, 0xFFFF_FFFFL),
    KEEP_ALIVE_SECONDS(0, 65535),
    CONNECT_TIMEOUT_SECONDS(1, Integer.MAX_VALUE),
    SHUTDOWN_TIMEOUT_SECONDS(0, Integer.MAX_VALUE),
    RECEIVE_MAXIMUM(1, 65535),
    MAXIMUM_PACKET_SIZE(1, 268_435_460),
    TOPIC_ALIAS_MAXIMUM(0, 65535),
    WILL_QOS(0, 2),
    WILL_DELAY_INTERVAL(0, 0xFFFF_FFFFL),
    WILL_MESSAGE_EXPIRY_INTERVAL(Long.MIN_VALUE, 0xFFFF_FFFFL),
    CONCURRENCY(Integer.MIN_VALUE, Integer.MAX_VALUE),
    QOS(0, 2),
    ACK_TIMEOUT_SECONDS(0, Integer.MAX_VALUE),
    BUFFER_SIZE(1, Integer.MAX_VALUE),
    MESSAGE_EXPIRY_INTERVAL(Long.MIN_VALUE, 0xFFFF_FFFFL),
    MAX_INFLIGHT_MESSAGES(1, 65535),
    PUBLISH_TIMEOUT_SECONDS(0, Integer.MAX_VALUE);

    private final long min;
    private final long max;

    Range(long min, long max) {
        this.min = min;
        this.max = max;
    }

    public String attribute() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public long max() {
        return max;
    }

    /** Refuses a number outside, and says what is allowed. */
    public void check(long value) {
        if (value < min || value > max) {
            throw refuse(value);
        }
    }

    public InvalidAttributeException refuse(Object found) {
        return new InvalidAttributeException(attribute(), found, allowed());
    }

    private String allowed() {
        if (min <= Integer.MIN_VALUE) {
            return "be a number up to " + max;
        }
        return max == Integer.MAX_VALUE ? "be a number of at least " + min : "be a number from " + min + " to " + max;
    }
}
