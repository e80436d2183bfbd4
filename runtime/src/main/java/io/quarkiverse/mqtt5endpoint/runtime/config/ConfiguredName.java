package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.Locale;
import java.util.NoSuchElementException;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;

/**
 * A name that something is configured by.
 *
 * @param name without prefix
 * @param property the whole name
 * @param ofEnvironment whether it was made of the name of an environment variable, which has neither dots nor dashes: its
 *        channel and its attribute can't be told apart
 */
record ConfiguredName(String name, String property, boolean ofEnvironment) {

    static ConfiguredName of(Config config, String name) {
        try {
            ConfigValue value = config.getConfigValue(name);
            return new ConfiguredName(name, value.getName() == null ? name : value.getName(),
                    String.valueOf(value.getSourceName()).startsWith("EnvConfigSource"));
        } catch (IllegalArgumentException | NoSuchElementException unknownExpression) {
            return new ConfiguredName(name, name, false);
        }
    }

    /** Whether it was set for all channels of the connector. */
    boolean ofConnector() {
        return property.startsWith(ConnectorFactory.CONNECTOR_PREFIX);
    }

    boolean mayMean(Attribute attribute, Direction direction) {
        return ofConnector() || attribute.isFor(direction);
    }

    boolean isNameOf(Attribute attribute) {
        return ofEnvironment ? dashed().equals(dashed(attribute.key())) : name.equals(attribute.key());
    }

    /** With dashes between the words, in lower case. */
    String dashed() {
        return ofEnvironment ? dashed(name) : name;
    }

    private static String dashed(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
    }
}
