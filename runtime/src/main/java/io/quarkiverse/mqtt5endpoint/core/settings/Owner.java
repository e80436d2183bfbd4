package io.quarkiverse.mqtt5endpoint.core.settings;

/** Who reads an attribute. */
public enum Owner {
    CONNECTOR,
    MESSAGING,
    NOBODY
}
