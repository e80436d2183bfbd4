package io.quarkiverse.mqtt5endpoint.core.settings;

/** What happens to a message without a payload on a channel that converts payloads to objects. */
public enum EmptyPayload {
    /** The failure strategy decides. */
    FAIL,
    /** It is acknowledged and skipped. */
    IGNORE,
    /** It is delivered as {@code null}, or as an empty Optional. */
    NULL
}
