package io.quarkiverse.mqtt5endpoint.core.settings;

/** What happens to a message whose dead letter could not be published. */
public enum DeadLetterFallback {
    FAIL,
    IGNORE,
    REJECT
}
