package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Range;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.core.settings.TransportSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.WillSettings;
import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnectorCommonConfiguration;
import io.quarkiverse.mqtt5endpoint.runtime.Mqtt5EndpointConnectorOutgoingConfiguration;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** Reads the attributes that channels of both directions have: {@link ChannelSettingsReader}'s half for the connection. */
final class EndpointReader {

    private static final String GENERATED_ID_PREFIX = "gio-apim-client-";
    private static final int DEFAULT_WILL_QOS = 1;
    // A name, or an IPv6 address in brackets, with or without a port
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(?::(\\d{1,5}))?");

    private final Attributes attributes;

    EndpointReader(Attributes attributes) {
        this.attributes = attributes;
    }

    /**
     * @param ofThisCopy what a configured client id is for this channel
     */
    ClientSettings read(Mqtt5EndpointConnectorCommonConfiguration c, UnaryOperator<String> ofThisCopy) {
        TransportSettings transport = new TransportSettings(
                attributes.choice("transport", c.getTransport(), Transport.class), c.getWebsocketPath());
        SecuritySettings security = security(c);
        return new ClientSettings(sharedConnectionName(c),
                servers(c, transport.transport().defaultPort(security.tls().enabled())), transport,
                session(c, ofThisCopy), security,
                new ReconnectSettings(attributes.number(Range.RECONNECT_ATTEMPTS, c::getReconnectAttempts),
                        attributes.seconds(Range.RECONNECT_INTERVAL_SECONDS, c::getReconnectIntervalSeconds),
                        attributes.seconds(Range.RECONNECT_MAX_INTERVAL_SECONDS, c::getReconnectMaxIntervalSeconds)),
                limits(c), will(c),
                attributes.seconds(Range.SHUTDOWN_TIMEOUT_SECONDS, c::getShutdownTimeoutSeconds));
    }

    private static String sharedConnectionName(Mqtt5EndpointConnectorCommonConfiguration c) {
        String name = c.getSharedConnectionName().orElse(null);
        if (name != null && name.isBlank()) {
            throw new InvalidAttributeException("shared-connection-name", name, "be a name that is not blank");
        }
        return name;
    }

    private SecuritySettings security(Mqtt5EndpointConnectorCommonConfiguration c) {
        attributes.refuseTrustAll();
        TlsSettings tls = TlsSettings.of(attributes.bool("ssl", c::getSsl).orElse(null),
                attributes.bool("ssl.hostname-verifier", c::getSslHostnameVerifier).orElse(null),
                new TrustSettings(StoreType.of(TrustSettings.PREFIX + "type", c.getSslTruststoreType().orElse(null)),
                        c.getSslTruststoreLocation().orElse(null), c.getSslTruststoreCertificates().orElse(null),
                        c.getSslTruststorePassword().orElse(null)),
                new KeySettings(StoreType.of(KeySettings.PREFIX + "type", c.getSslKeystoreType().orElse(null)),
                        c.getSslKeystoreLocation().orElse(null), c.getSslKeystoreKey().orElse(null),
                        c.getSslKeystoreCertificateChain().orElse(null), c.getSslKeystoreKeyPassword().orElse(null),
                        c.getSslKeystorePassword().orElse(null)),
                c.getTlsConfigurationName().orElse(null));
        return new SecuritySettings(tls, attributes.bool("require-tls", c::getRequireTls),
                new Credentials(c.getUsername().orElse(null), c.getPassword().orElse(null),
                        c.getCredentialsProviderName().orElse(null)),
                c.getAuthenticationMechanismName().orElse(null));
    }

    private List<ServerAddress> servers(Mqtt5EndpointConnectorCommonConfiguration c, int defaultPort) {
        if (attributes.isChosen("servers", "host", "port")) {
            return List.of(c.getServers().get().split(",", -1)).stream().map(entry -> server(c, entry.trim(), defaultPort))
                    .toList();
        }
        String host = c.getHost().orElse("");
        if (host.isBlank()) {
            throw new InvalidAttributeException("host", host.isEmpty() ? null : host,
                    "be set to the host name or address of an MQTT 5 server");
        }
        return List.of(new ServerAddress(host, attributes.number(Range.PORT, c::getPort).orElse(defaultPort)));
    }

    private static ServerAddress server(Mqtt5EndpointConnectorCommonConfiguration c, String entry, int defaultPort) {
        Matcher parts = SERVER.matcher(entry);
        try {
            if (parts.matches()) {
                return new ServerAddress(parts.group(1),
                        parts.group(2) == null ? defaultPort : Integer.parseInt(parts.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // The sentence below says all.
        }
        throw new InvalidAttributeException("servers", c.getServers().get(),
                "be a list of `host:port`, separated by commas, with ports from 1 to 65535");
    }

    private SessionSettings session(Mqtt5EndpointConnectorCommonConfiguration c, UnaryOperator<String> ofThisCopy) {
        boolean generated = c.getClientId().isEmpty();
        String clientId = c.getClientId().map(ofThisCopy)
                .orElseGet(() -> GENERATED_ID_PREFIX + UUID.randomUUID().toString().split("-")[0]);
        return new SessionSettings(clientId, generated,
                attributes.bool("clean-start", c::getCleanStart).orElse(generated || onlyPublishes(c)),
                attributes.number(Range.SESSION_EXPIRY_INTERVAL, c::getSessionExpiryInterval));
    }

    /**
     * Then an earlier session has nothing that a new process could go on with: only packet identifiers of messages of
     * QoS 2, and the server would take new messages for those.
     */
    private boolean onlyPublishes(Mqtt5EndpointConnectorCommonConfiguration c) {
        WillSettings will = will(c);
        // A new session would send a last will that waits for this client to come back.
        return c instanceof Mqtt5EndpointConnectorOutgoingConfiguration && sharedConnectionName(c) == null
                && (will == null || will.delayInterval() == 0);
    }

    private LimitSettings limits(Mqtt5EndpointConnectorCommonConfiguration c) {
        return new LimitSettings(attributes.number(Range.RECEIVE_MAXIMUM, c::getReceiveMaximum),
                attributes.number(Range.MAXIMUM_PACKET_SIZE, c::getMaximumPacketSize).orElse(LimitSettings.PROTOCOL_MAXIMUM),
                attributes.number(Range.TOPIC_ALIAS_MAXIMUM, c::getTopicAliasMaximum),
                attributes.seconds(Range.KEEP_ALIVE_SECONDS, c::getKeepAliveSeconds),
                attributes.seconds(Range.CONNECT_TIMEOUT_SECONDS, c::getConnectTimeoutSeconds));
    }

    /** {@code null} where there is no will. */
    private WillSettings will(Mqtt5EndpointConnectorCommonConfiguration c) {
        Optional<Integer> qos = attributes.number(Range.WILL_QOS, c::getWillQos);
        Optional<Boolean> retain = attributes.bool("will-retain", c::getWillRetain);
        Optional<Long> delay = attributes.number(Range.WILL_DELAY_INTERVAL, c::getWillDelayInterval);
        Optional<Long> expiry = attributes.number(Range.WILL_MESSAGE_EXPIRY_INTERVAL, c::getWillMessageExpiryInterval);
        if (c.getWillTopic().isEmpty()) {
            Map<String, Optional<?>> others = new LinkedHashMap<>();
            others.put("will-payload", c.getWillPayload());
            others.put("will-qos", qos);
            others.put("will-retain", retain);
            others.put("will-delay-interval", delay);
            others.put("will-message-expiry-interval", expiry);
            others.put("will-content-type", c.getWillContentType());
            others.put("will-response-topic", c.getWillResponseTopic());
            others.forEach((attribute, value) -> value.ifPresent(found -> {
                throw new InvalidAttributeException(attribute, found, "not be set without `will-topic`");
            }));
            return null;
        }
        return new WillSettings(c.getWillTopic().get(), c.getWillPayload().orElse(""), qos.orElse(DEFAULT_WILL_QOS),
                retain.orElse(false), delay.orElse(0L), expiry.orElse(-1L), c.getWillContentType().orElse(null),
                c.getWillResponseTopic().orElse(null));
    }
}
