package io.quarkiverse.mqtt5endpoint.core.settings;

/** What becomes of an empty payload on a channel that converts to an object. */
public enum EmptyPayload {
    FAIL,
    IGNORE,
    NULL
}
