package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.Range;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** Reads single values, so that one that can't be read says so instead of becoming something else. */
final class Attributes {

    // What MicroProfile Config knows as a boolean. It takes every other word for false.
    private static final Set<String> BOOLEANS = Set.of("true", "yes", "y", "1", "on", "false", "no", "n", "0", "off");

    private final Config config;

    Attributes(Config config) {
        this.config = config;
    }

    <T> T number(Range range, Supplier<T> getter) {
        try {
            return getter.get();
        } catch (InvalidAttributeException e) {
            throw e;
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw range.refuse(found(range.attribute()));
        }
    }

    Duration seconds(Range range, Supplier<Integer> getter) {
        int seconds = number(range, getter);
        range.check(seconds);
        return Duration.ofSeconds(seconds);
    }

    <T> T bool(String attribute, Supplier<T> getter) {
        String found = found(attribute);
        if (found != null && !found.isEmpty() && !BOOLEANS.contains(found.trim().toLowerCase(Locale.ROOT))) {
            throw new InvalidAttributeException(attribute, found, "be `true` or `false`");
        }
        return getter.get();
    }

    <E extends Enum<E>> E choice(String attribute, String value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (asWritten(constant).equals(value.trim())) {
                return constant;
            }
        }
        throw new InvalidAttributeException(attribute, value, "be one of "
                + Arrays.stream(type.getEnumConstants()).map(c -> "`" + asWritten(c) + "`").collect(Collectors.joining(", ")));
    }

    /**
     * Whether this is one of the n channels, named {@code prices$1} to {@code prices$n}, that {@code concurrency=n}
     * makes of one.
     */
    boolean isCopy(String channel) {
        return channel.matches(".+\\$\\d+") && Optional.ofNullable(found("concurrency")).isPresent();
    }

    /**
     * Whether this attribute decides, and not one that it excludes. What is set for the channel goes before what is set
     * for the connector; on the same level both are too much.
     */
    boolean isChosen(String attribute, String... excluded) {
        if (found(attribute) == null) {
            return false;
        }
        boolean chosen = true;
        for (String other : excluded) {
            if (found(other) != null && isOfTheChannel(other) == isOfTheChannel(attribute)) {
                throw new InvalidAttributeException(attribute, found(attribute), "not be set together with `" + other + "`");
            }
            chosen &= found(other) == null || isOfTheChannel(attribute);
        }
        return chosen;
    }

    private boolean isOfTheChannel(String attribute) {
        return !config.getConfigValue(attribute).getName().startsWith(ConnectorFactory.CONNECTOR_PREFIX);
    }

    /** An attribute of other connectors, which here would open what is to be closed. */
    void refuseTrustAll() {
        String found = found("trust-all");
        if (found != null && !bool("trust-all", () -> config.getOptionalValue("trust-all", Boolean.class)).equals(
                Optional.of(false))) {
            throw new InvalidAttributeException("trust-all", found,
                    "not be set: to trust every server, use `tls-configuration-name` and `quarkus.tls.<name>.trust-all`");
        }
    }

    private String found(String attribute) {
        return config.getOptionalValue(attribute, String.class).orElse(null);
    }

    private static String asWritten(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
