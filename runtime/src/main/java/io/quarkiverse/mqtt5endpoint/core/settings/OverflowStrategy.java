package io.quarkiverse.mqtt5endpoint.core.settings;

/** What happens to a message of QoS 0 for which there is no room. */
public enum OverflowStrategy {
    DROP_OLDEST,
    DROP_LATEST,
    FAIL
}
