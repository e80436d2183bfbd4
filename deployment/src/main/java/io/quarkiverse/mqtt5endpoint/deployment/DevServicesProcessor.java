package io.quarkiverse.mqtt5endpoint.deployment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
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

    // What turns TLS on, where `ssl` does not say.
    private static final Set<String> TLS = Set.of("tls-configuration-name", "ssl.hostname-verifier", "ssl.truststore.type",
            "ssl.keystore.type");
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
                .configProvider(Map.of(CONNECTOR_PREFIX + "host", server -> EmbeddedServer.HOST,
                        CONNECTOR_PREFIX + "port", server -> String.valueOf(server.port())))
                .build();
    }

    /** Whether any channel of this connector would not know where to connect. */
    static boolean isNeeded(List<ConnectorManagedChannelBuildItem> channels, Predicate<String> isSet) {
        return !isSet.test(CONNECTOR_PREFIX + "host") && !isSet.test(CONNECTOR_PREFIX + "servers") && channels.stream()
                .filter(channel -> NAMES.contains(channel.getConnector()))
                .anyMatch(channel -> !isSet.test(attribute(channel, "host")) && !isSet.test(attribute(channel, "servers")));
    }

    /** A channel with a host of its own must not take over the port of the embedded server. */
    static Map<String, String> defaultPorts(List<ConnectorManagedChannelBuildItem> channels,
            Function<String, Optional<String>> values) {
        if (values.apply(CONNECTOR_PREFIX + "port").isPresent()) {
            return Map.of();
        }
        return channels.stream()
                .filter(channel -> NAMES.contains(channel.getConnector()))
                .filter(channel -> values.apply(attribute(channel, "host")).isPresent()
                        && values.apply(attribute(channel, "port")).isEmpty())
                .collect(Collectors.toMap(channel -> attribute(channel, "port"),
                        channel -> String.valueOf(defaultPort(attribute -> values.apply(attribute(channel, attribute))
                                .or(() -> values.apply(CONNECTOR_PREFIX + attribute)))),
                        (one, other) -> one, TreeMap::new));
    }

    private static int defaultPort(Function<String, Optional<String>> attributes) {
        boolean tls = attributes.apply("ssl").map(Boolean::parseBoolean).orElseGet(
                () -> TLS.stream().anyMatch(attribute -> attributes.apply(attribute).isPresent()));
        Transport transport = attributes.apply("transport").filter("websocket"::equals).isPresent() ? Transport.WEBSOCKET
                : Transport.TCP;
        return transport.defaultPort(tls);
    }

    private static String attribute(ConnectorManagedChannelBuildItem channel, String attribute) {
        String name = channel.getName().contains(".") ? '"' + channel.getName() + '"' : channel.getName();
        return "mp.messaging." + (channel.isIncoming() ? "incoming." : "outgoing.") + name + "." + attribute;
    }
}
