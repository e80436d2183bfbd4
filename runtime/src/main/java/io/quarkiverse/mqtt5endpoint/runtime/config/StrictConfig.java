package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;

import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/**
 * A channel's attributes, where an expression that nobody knows is wrong instead of unset: {@code
 * client-id=${HOSTNAME}} without that variable must not become a generated id.
 */
record StrictConfig(Config attributes) implements Config {

    private static final String ALLOWED = "be a value whose expressions are known";

    @Override
    public <T> T getValue(String name, Class<T> type) {
        refuseUnknownExpression(name);
        return attributes.getValue(name, type);
    }

    @Override
    public <T> Optional<T> getOptionalValue(String name, Class<T> type) {
        refuseUnknownExpression(name);
        return attributes.getOptionalValue(name, type);
    }

    private void refuseUnknownExpression(String name) {
        ConfigValue found = expanded(name);
        if (found.getValue() == null && found.getRawValue() != null && found.getRawValue().contains("${")) {
            // What stands around the expression is part of the secret.
            throw new InvalidAttributeException(name, shows(name, found.getRawValue()) ? found.getRawValue() : null,
                    ALLOWED);
        }
    }

    private static boolean shows(String name, String value) {
        return AttributeCatalog.find(name).map(attribute -> attribute.shows(value)).orElse(true);
    }

    /** An expression can also be one that has no end, that leads to itself, or that needs a handler which isn't there. */
    private ConfigValue expanded(String name) {
        try {
            return attributes.getConfigValue(name);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // Its text has a part of the value in it, which may be a secret.
            throw new InvalidAttributeException(name, null, ALLOWED);
        }
    }

    @Override
    public ConfigValue getConfigValue(String name) {
        return attributes.getConfigValue(name);
    }

    @Override
    public Iterable<String> getPropertyNames() {
        return attributes.getPropertyNames();
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
        return attributes.getConfigSources();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
        return attributes.getConverter(type);
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return attributes.unwrap(type);
    }
}
