package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.core.settings.TransportSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.WillSettings;

/** Reads the attributes of the connection. */
final class EndpointReader {

    private static final String GENERATED_ID_PREFIX = "gio-apim-client-";
    private static final int DEFAULT_WILL_QOS = 1;
    // A name, or an IPv6 address in brackets, with or without a port
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(?::(\\d{1,5}))?");

    private final Attributes attributes;

    EndpointReader(Attributes attributes) {
        this.attributes = attributes;
    }

    ClientSettings read(Direction direction, ChannelName channel) {
        TransportSettings transport = new TransportSettings(
                attributes.choice(Attribute.TRANSPORT, Transport.class).orElseThrow(),
                attributes.text(Attribute.WEBSOCKET_PATH).orElseThrow());
        SecuritySettings security = new SecurityReader(attributes).read();
        return new ClientSettings(sharedConnectionName(),
                servers(transport.transport().defaultPort(security.tls().enabled())), transport,
                session(direction, channel), security, reconnect(), limits(), will(),
                attributes.seconds(Attribute.SHUTDOWN_TIMEOUT_SECONDS).orElseThrow());
    }

    private String sharedConnectionName() {
        String name = attributes.textOrNull(Attribute.SHARED_CONNECTION_NAME);
        if (name != null && name.isBlank()) {
            throw Attribute.SHARED_CONNECTION_NAME.wrong(name, "be a name that is not blank");
        }
        return name;
    }

    private List<ServerAddress> servers(int defaultPort) {
        if (attributes.isChosen(Attribute.SERVERS, Attribute.HOST, Attribute.PORT)) {
            String servers = attributes.text(Attribute.SERVERS).orElseThrow();
            return List.of(servers.split(",", -1)).stream().map(entry -> server(servers, entry.trim(), defaultPort)).toList();
        }
        String host = attributes.text(Attribute.HOST).orElse("");
        if (host.isBlank()) {
            throw Attribute.HOST.wrong(host.isEmpty() ? null : host,
                    "be set to the host name or address of an MQTT 5 server");
        }
        return List.of(new ServerAddress(host, attributes.integer(Attribute.PORT).orElse(defaultPort)));
    }

    private static ServerAddress server(String servers, String entry, int defaultPort) {
        Matcher parts = SERVER.matcher(entry);
        try {
            if (parts.matches()) {
                return new ServerAddress(parts.group(1),
                        parts.group(2) == null ? defaultPort : Integer.parseInt(parts.group(2)));
            }
        } catch (IllegalArgumentException e) {
            // The sentence below says all.
        }
        throw Attribute.SERVERS.wrong(servers,
                "be a list of `host:port`, separated by commas, with ports from 1 to 65535");
    }

    private SessionSettings session(Direction direction, ChannelName channel) {
        Optional<String> configured = attributes.text(Attribute.CLIENT_ID);
        boolean generated = configured.isEmpty();
        String clientId = configured.map(channel::ofThisCopy)
                .orElseGet(() -> GENERATED_ID_PREFIX + UUID.randomUUID().toString().split("-")[0]);
        return new SessionSettings(clientId, generated,
                attributes.bool(Attribute.CLEAN_START).orElse(generated || onlyPublishes(direction)),
                attributes.number(Attribute.SESSION_EXPIRY_INTERVAL).orElseThrow());
    }

    /**
     * Then an earlier session has nothing that a new process could go on with: only packet identifiers of messages of
     * QoS 2, and the server would take new messages for those.
     */
    private boolean onlyPublishes(Direction direction) {
        WillSettings will = will();
        // A new session would send a last will that waits for this client to come back.
        return direction == Direction.OUTGOING && sharedConnectionName() == null
                && (will == null || will.delayInterval() == 0);
    }

    private ReconnectSettings reconnect() {
        return new ReconnectSettings(attributes.integer(Attribute.RECONNECT_ATTEMPTS).orElseThrow(),
                attributes.seconds(Attribute.RECONNECT_INTERVAL_SECONDS).orElseThrow(),
                attributes.seconds(Attribute.RECONNECT_MAX_INTERVAL_SECONDS).orElseThrow());
    }

    private LimitSettings limits() {
        return new LimitSettings(attributes.integer(Attribute.RECEIVE_MAXIMUM).orElseThrow(),
                attributes.integer(Attribute.MAXIMUM_PACKET_SIZE).orElse(LimitSettings.PROTOCOL_MAXIMUM),
                attributes.integer(Attribute.TOPIC_ALIAS_MAXIMUM).orElseThrow(),
                attributes.seconds(Attribute.KEEP_ALIVE_SECONDS).orElseThrow(),
                attributes.seconds(Attribute.CONNECT_TIMEOUT_SECONDS).orElseThrow());
    }

    /** {@code null} where there is no will. */
    private WillSettings will() {
        Optional<Integer> qos = attributes.integer(Attribute.WILL_QOS);
        Optional<Boolean> retain = attributes.bool(Attribute.WILL_RETAIN);
        Optional<Long> delay = attributes.number(Attribute.WILL_DELAY_INTERVAL);
        Optional<Long> expiry = attributes.number(Attribute.WILL_MESSAGE_EXPIRY_INTERVAL);
        Optional<String> topic = attributes.text(Attribute.WILL_TOPIC);
        if (topic.isEmpty()) {
            refuseRestOfWill();
            return null;
        }
        return new WillSettings(topic.get(), attributes.text(Attribute.WILL_PAYLOAD).orElse(""),
                qos.orElse(DEFAULT_WILL_QOS), retain.orElse(false), delay.orElse(0L), expiry.orElse(-1L),
                attributes.textOrNull(Attribute.WILL_CONTENT_TYPE), attributes.textOrNull(Attribute.WILL_RESPONSE_TOPIC));
    }

    private void refuseRestOfWill() {
        AttributeCatalog.all().filter(attribute -> attribute.key().startsWith("will-"))
                .forEach(attribute -> attributes.text(attribute).ifPresent(found -> {
                    throw attribute.wrong(found, "not be set without `" + Attribute.WILL_TOPIC.key() + "`");
                }));
    }
}
