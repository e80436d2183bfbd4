package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Locale;

/** What the value of an attribute is read as. */
public enum ValueType {
    STRING,
    INT,
    LONG,
    BOOLEAN;

    /** As annotations write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
