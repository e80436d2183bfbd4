package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** How certificates and keys are written down. */
public enum StoreType {
    NONE,
    PEM,
    JKS,
    PKCS12;

    /**
     * Reads a type, in any case.
     *
     * @param value {@code null} for unset
     * @return {@code null} for unset
     */
    public static StoreType of(String attribute, String value) {
        if (value == null) {
            return null;
        }
        return Arrays.stream(values()).filter(type -> type.name().equalsIgnoreCase(value.trim())).findFirst()
                .orElseThrow(() -> new InvalidAttributeException(attribute, value, "be one of "
                        + Arrays.stream(values()).map(StoreType::quoted).collect(Collectors.joining(", "))));
    }

    /** As it is written in the configuration. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    String quoted() {
        return "`" + this + "`";
    }
}
