package io.quarkiverse.mqtt5endpoint.runtime.settings;

/** What carries the connection. */
public enum Transport {
    TCP,
    WEBSOCKET
}
