package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** Reads single values as the catalog describes them, and names the attribute whose value can't be read. */
final class Attributes {

    private final Config config;

    Attributes(Config config) {
        this.config = config;
    }

    Optional<String> text(Attribute attribute) {
        return value(attribute, String.class);
    }

    /** {@code null} for an attribute that is not set and has no default. */
    String textOrNull(Attribute attribute) {
        return text(attribute).orElse(null);
    }

    Optional<Integer> integer(Attribute attribute) {
        return value(attribute, Integer.class);
    }

    Optional<Long> number(Attribute attribute) {
        return value(attribute, Long.class);
    }

    Optional<Duration> seconds(Attribute attribute) {
        return integer(attribute).map(seconds -> {
            attribute.check(seconds);
            return Duration.ofSeconds(seconds);
        });
    }

    Optional<Boolean> bool(Attribute attribute) {
        return text(attribute).map(attribute::bool);
    }

    <E extends Enum<E>> Optional<E> choice(Attribute attribute, Class<E> type) {
        return text(attribute).map(word -> type.cast(attribute.choice(word)));
    }

    private <T> Optional<T> value(Attribute attribute, Class<T> type) {
        try {
            return config.getOptionalValue(attribute.key(), type)
                    .or(() -> attribute.defaultValue().map(value -> config.getConverter(type).orElseThrow().convert(value)));
        } catch (InvalidAttributeException e) {
            throw e;
        } catch (IllegalArgumentException | NoSuchElementException e) {
            throw attribute.refuse(found(attribute));
        }
    }

    /**
     * Whether this is one of the n channels, named {@code prices$1} to {@code prices$n}, that {@code concurrency=n}
     * makes of one.
     */
    boolean isCopy(String channel) {
        return channel.matches(".+\\$\\d+") && found(Attribute.CONCURRENCY) != null;
    }

    /**
     * Whether this attribute decides, and not one that it excludes. What is set for the channel goes before what is set
     * for the connector; on the same level both are too much.
     */
    boolean isChosen(Attribute attribute, Attribute... excluded) {
        if (found(attribute) == null) {
            return false;
        }
        boolean chosen = true;
        for (Attribute other : excluded) {
            if (found(other) != null && isOfTheChannel(other) == isOfTheChannel(attribute)) {
                throw attribute.wrong(found(attribute), "not be set together with `" + other.key() + "`");
            }
            chosen &= found(other) == null || isOfTheChannel(attribute);
        }
        return chosen;
    }

    private boolean isOfTheChannel(Attribute attribute) {
        return !config.getConfigValue(attribute.key()).getName().startsWith(ConnectorFactory.CONNECTOR_PREFIX);
    }

    private String found(Attribute attribute) {
        return config.getOptionalValue(attribute.key(), String.class).orElse(null);
    }
}
