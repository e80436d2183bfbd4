package io.quarkiverse.mqtt5endpoint.deployment;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelDirection;

/**
 * A channel that the configuration has something about.
 *
 * @param prefix of its properties
 * @param connector its connector, if the configuration names one
 */
record ConfiguredChannel(ChannelDirection direction, String name, String prefix, Optional<String> connector) {

    private static final Pattern PROPERTY = Pattern
            .compile("(mp\\.messaging\\.(incoming|outgoing)\\.(?:\"([^\"]+)\"|([^.\"]+))\\.)[^.].*");
    private static final String CONNECTOR = "connector";

    /** In the order of their names. */
    static Stream<ConfiguredChannel> all(Stream<String> properties, Function<String, Optional<String>> values) {
        return properties.sorted().map(PROPERTY::matcher).filter(Matcher::matches)
                .map(property -> of(property, values)).distinct();
    }

    private static ConfiguredChannel of(Matcher property, Function<String, Optional<String>> values) {
        String prefix = property.group(1);
        return new ConfiguredChannel(
                property.group(2).equals("incoming") ? ChannelDirection.INCOMING : ChannelDirection.OUTGOING,
                property.group(3) == null ? property.group(4) : property.group(3), prefix,
                values.apply(prefix + CONNECTOR));
    }

    String connectorProperty() {
        return prefix + CONNECTOR;
    }
}
