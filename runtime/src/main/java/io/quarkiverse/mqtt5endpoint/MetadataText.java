package io.quarkiverse.mqtt5endpoint;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.OneLine;

/** The text of metadata for logs: one line, without what may be secret. What is not set is left out. */
final class MetadataText {

    private final StringJoiner parts;

    MetadataText(String type) {
        parts = new StringJoiner(", ", type + "[", "]");
    }

    MetadataText with(String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + OneLine.of(value));
        }
        return this;
    }

    MetadataText withLength(String name, byte @Nullable [] secret) {
        return with(name, secret == null ? null : secret.length + " bytes");
    }

    /** Values of user properties may be tokens. */
    MetadataText withNames(String name, List<Map.Entry<String, String>> properties) {
        return with(name, properties.isEmpty() ? null : properties.stream().map(Map.Entry::getKey).toList());
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
