package io.quarkiverse.mqtt5endpoint.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.core.settings.Word;
import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnector;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;

/** An MQTT 5 server for everybody who has none at hand: in dev and test mode, without Docker. */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class DevServicesProcessor {

    private static final String CONNECTOR_PREFIX = "mp.messaging.connector." + Mqtt5EndpointConnector.CONNECTOR_NAME + ".";
    // The connector's name may be written without SmallRye's prefix.
    static final Set<String> NAMES = Set.of(Mqtt5EndpointConnector.CONNECTOR_NAME,
            Mqtt5EndpointConnector.CONNECTOR_NAME.substring("smallrye-".length()));

    @BuildStep
    DevServicesResultBuildItem server(DevServicesConfiguration config, List<ConnectorManagedChannelBuildItem> channels) {
        if (!config.enabled() || !isNeeded(channels, ConfigUtils::isPropertyNonEmpty)) {
            return null;
        }
        return DevServicesResultBuildItem.<EmbeddedServer> owned()
                .feature(Mqtt5EndpointProcessor.FEATURE)
                .serviceConfig(Boolean.TRUE)
                .config(defaultPorts(channels, name -> ConfigUtils.getFirstOptionalValue(List.of(name), String.class)))
                .startable(EmbeddedServer::new)
                .configProvider(Map.of(connector(Attribute.HOST), server -> EmbeddedServer.HOST,
                        connector(Attribute.PORT), server -> String.valueOf(server.port())))
                .build();
    }

    /** Whether any channel of this connector would not know where to connect. */
    static boolean isNeeded(List<ConnectorManagedChannelBuildItem> channels, Predicate<String> isSet) {
        return !isSet.test(connector(Attribute.HOST)) && !isSet.test(connector(Attribute.SERVERS)) && channels.stream()
                .filter(channel -> NAMES.contains(channel.getConnector()))
                .anyMatch(channel -> !isSet.test(attribute(channel, Attribute.HOST))
                        && !isSet.test(attribute(channel, Attribute.SERVERS)));
    }

    /** A channel with a host of its own must not take over the port of the embedded server. */
    static Map<String, String> defaultPorts(List<ConnectorManagedChannelBuildItem> channels,
            Function<String, Optional<String>> values) {
        if (values.apply(connector(Attribute.PORT)).isPresent()) {
            return Map.of();
        }
        return channels.stream()
                .filter(channel -> NAMES.contains(channel.getConnector()))
                .filter(channel -> values.apply(attribute(channel, Attribute.HOST)).isPresent()
                        && values.apply(attribute(channel, Attribute.PORT)).isEmpty())
                .collect(Collectors.toMap(channel -> attribute(channel, Attribute.PORT),
                        channel -> String.valueOf(defaultPort(attribute -> values.apply(attribute(channel, attribute))
                                .or(() -> values.apply(connector(attribute))))),
                        (one, other) -> one, TreeMap::new));
    }

    private static int defaultPort(Function<Attribute, Optional<String>> attributes) {
        boolean tls = TlsSettings.isEnabled(attributes.apply(Attribute.SSL).flatMap(Word::bool).orElse(null),
                attribute -> attributes.apply(attribute).isPresent());
        boolean websocket = attributes.apply(Attribute.TRANSPORT).map(String::trim)
                .filter(Word.of(Transport.WEBSOCKET)::equalsIgnoreCase).isPresent();
        return (websocket ? Transport.WEBSOCKET : Transport.TCP).defaultPort(tls);
    }

    private static String connector(Attribute attribute) {
        return CONNECTOR_PREFIX + attribute.key();
    }

    private static String attribute(ConnectorManagedChannelBuildItem channel, Attribute attribute) {
        String name = channel.getName().contains(".") ? '"' + channel.getName() + '"' : channel.getName();
        return "mp.messaging." + (channel.isIncoming() ? "incoming." : "outgoing.") + name + "." + attribute.key();
    }
}
