package io.quarkiverse.mqtt5endpoint.deployment;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.StreamSupport;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;
import io.smallrye.reactive.messaging.providers.impl.ConnectorConfig;

/**
 * The attributes of a channel, as the connector gets them when the application starts. A host that is still missing may
 * be known by then.
 */
final class ChannelAttributes extends ConnectorConfig {

    private static final String SOME_HOST = "localhost";

    private final Config application;
    private final Direction direction;

    ChannelAttributes(ConnectorManagedChannelBuildItem channel, Config application) {
        super(channel.isIncoming() ? "mp.messaging.incoming." : "mp.messaging.outgoing.", application,
                channel.getConnector(), channel.getName());
        this.application = application;
        this.direction = channel.isIncoming() ? Direction.INCOMING : Direction.OUTGOING;
    }

    String channel() {
        return name;
    }

    Direction direction() {
        return direction;
    }

    @Override
    public <T> Optional<T> getOptionalValue(String attribute, Class<T> type) {
        Optional<T> found = super.getOptionalValue(attribute, type);
        return found.isEmpty() && attribute.equals(Attribute.HOST.key()) && !isSet(Attribute.SERVERS)
                ? Optional.of(type.cast(SOME_HOST))
                : found;
    }

    private boolean isSet(Attribute attribute) {
        return super.getOptionalValue(attribute.key(), String.class).isPresent();
    }

    /** The whole name of what sets an attribute, or would. */
    String property(String attribute) {
        ConfigValue value = getConfigValue(attribute);
        return value.getRawValue() == null ? channelKey(attribute) : asWritten(value.getName());
    }

    /** Quarkus has two names for each property, and tells one of them. */
    private String asWritten(String property) {
        String other = property.replaceFirst("^quarkus\\.messaging\\.", "mp.messaging.");
        return StreamSupport.stream(application.getConfigSources().spliterator(), false)
                .anyMatch(source -> source.getValue(other) != null) ? other : property;
    }

    /** Whether nothing is left that is known only when the application starts. */
    boolean areKnown() {
        return StreamSupport.stream(getPropertyNames().spliterator(), false).allMatch(this::isKnown);
    }

    private boolean isKnown(String attribute) {
        try {
            ConfigValue value = getConfigValue(attribute);
            return value.getValue() != null || value.getRawValue() == null || !value.getRawValue().contains("${");
        } catch (IllegalArgumentException | NoSuchElementException unknownExpression) {
            return false;
        }
    }
}
