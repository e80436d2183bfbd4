package io.quarkiverse.mqtt5endpoint.deployment;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.core.settings.NearestName;
import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnector;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;

/**
 * The names that a configuration can mean.
 *
 * @param connectors all that the application has
 * @param channels those that the application's code has
 */
record ChannelNames(Set<String> connectors, List<ChannelBuildItem> channels) {

    private static final Set<String> OURS = DevServicesProcessor.NAMES;

    /** For a connector that is not there, if its name looks like a slip of the pen for ours. */
    Optional<ConfigurationException> misspelledConnector(ConfiguredChannel channel) {
        return channel.connector().filter(name -> !connectors.contains(name) && !OURS.contains(name))
                .filter(name -> NearestName.to(name, OURS.stream()).isPresent())
                .map(name -> new ConfigurationException(
                        "Channel `%s`: `%s` must be the name of a connector, but was `%s`; did you mean `%s`?".formatted(
                                channel.name(), channel.connectorProperty(), name, Mqtt5EndpointConnector.CONNECTOR_NAME),
                        Set.of(channel.connectorProperty())));
    }

    /** Whether it is configured for our connector, and nothing in the application uses it. */
    boolean isUnused(ConfiguredChannel channel) {
        return channel.connector().map(OURS::contains).orElseGet(() -> OURS.containsAll(connectors))
                && sameDirection(channel).noneMatch(used -> used.getName().equals(channel.name()));
    }

    /** What its name may be a slip of the pen for. */
    Optional<String> nearest(ConfiguredChannel channel) {
        return NearestName.to(channel.name(), sameDirection(channel)
                .filter(used -> used.getConnector() == null || OURS.contains(used.getConnector()))
                .map(ChannelBuildItem::getName));
    }

    private Stream<ChannelBuildItem> sameDirection(ConfiguredChannel channel) {
        return channels.stream().filter(used -> used.getDirection() == channel.direction());
    }
}
