package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Owner;
import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnector;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.providers.impl.ConcurrencyConnectorConfig;
import io.smallrye.reactive.messaging.providers.impl.ConnectorConfig;

/** The configuration of an application, and the settings that it makes for a channel. */
public final class ChannelProperties {

    private static final String CONNECTOR = Mqtt5EndpointConnector.CONNECTOR_NAME;
    private static final String INCOMING = "mp.messaging.incoming.";
    private static final String OUTGOING = "mp.messaging.outgoing.";

    /** The heap of the application, in bytes. */
    static final long HEAP = 1_000_000;

    private final Map<String, String> attributes = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private boolean devOrTest;
    private GeneratedIds generatedIds = GeneratedIds.NEW;

    /** An attribute of the channel that is read; {@code null} takes it away again. */
    public ChannelProperties set(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    /** In dev or test mode. */
    ChannelProperties devOrTest() {
        devOrTest = true;
        return this;
    }

    ChannelProperties generatedIds(GeneratedIds source) {
        generatedIds = source;
        return this;
    }

    public ChannelProperties property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    public IncomingSettings incoming(String channel) {
        return incoming(channel(INCOMING, channel));
    }

    /** One of the copies that {@code concurrency} makes. */
    public IncomingSettings copy(String channel, int number) {
        return incoming(new ConcurrencyConnectorConfig(INCOMING, all(INCOMING, channel), CONNECTOR, channel, number));
    }

    public OutgoingSettings outgoing(String channel) {
        return ChannelSettingsReader.outgoing(channel(OUTGOING, channel), environment());
    }

    private IncomingSettings incoming(Config channel) {
        return ChannelSettingsReader.incoming(channel, environment());
    }

    private Environment environment() {
        return new Environment(Optional.ofNullable(properties.get("quarkus.application.name")), devOrTest, HEAP,
                generatedIds);
    }

    /** The attributes of a channel as the generated configuration gets them. */
    private Config channel(String direction, String channel) {
        return new ChannelConfig(direction, all(direction, channel), channel);
    }

    public Config incomingChannel(String channel) {
        return channel(INCOMING, channel);
    }

    public Config outgoingChannel(String channel) {
        return channel(OUTGOING, channel);
    }

    private SmallRyeConfig all(String direction, String channel) {
        Map<String, String> all = new HashMap<>(properties);
        String prefix = ConnectorConfig.channelPrefix(direction, channel);
        attributes.forEach((attribute, value) -> {
            if (value != null) {
                all.put(prefix + attribute, value);
            }
        });
        all.put(prefix + "connector", CONNECTOR);
        return new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 100)).build();
    }

    /** All that the connector declares. */
    public static List<String> attributes() {
        return AttributeCatalog.all().filter(attribute -> attribute.owner() == Owner.CONNECTOR).map(Attribute::key).toList();
    }

    private static final class ChannelConfig extends ConnectorConfig {

        ChannelConfig(String prefix, Config overall, String channel) {
            super(prefix, overall, channel);
        }
    }
}
