package io.quarkiverse.mqtt5endpoint.core.settings;

/** Which way the messages of a channel go. */
public enum Direction {
    INCOMING,
    OUTGOING
}
