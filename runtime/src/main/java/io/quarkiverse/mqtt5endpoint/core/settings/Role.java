package io.quarkiverse.mqtt5endpoint.core.settings;

/** What a channel may do at its endpoint: the gateway's roles. */
public enum Role {
    CONSUMER,
    PRODUCER,
    CONSUMER_AND_PRODUCER
}
