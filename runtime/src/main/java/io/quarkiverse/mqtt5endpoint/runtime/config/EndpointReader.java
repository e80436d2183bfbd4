package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerRedirects;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.core.settings.TransportSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.WillSettings;
import io.quarkiverse.mqtt5endpoint.runtime.config.GeneratedIds.GeneratedId;

/** Reads the attributes of the connection. */
final class EndpointReader {

    private static final int DEFAULT_WILL_QOS = 1;

    private final Attributes attributes;
    private final Environment environment;

    EndpointReader(Attributes attributes, Environment environment) {
        this.attributes = attributes;
        this.environment = environment;
    }

    ClientSettings read(Direction direction, ChannelName channel) {
        TransportSettings transport = new TransportSettings(
                attributes.choice(Attribute.TRANSPORT, Transport.class).orElseThrow(),
                attributes.text(Attribute.WEBSOCKET_PATH).orElseThrow(),
                attributes.choice(Attribute.SERVER_REDIRECTS, ServerRedirects.class).orElseThrow());
        SecuritySettings security = new SecurityReader(attributes).read();
        return new ClientSettings(sharedConnectionName(),
                new AddressReader(attributes, transport.transport().defaultPort(security.tls().enabled())).read(), transport,
                session(direction, channel), security, reconnect(), limits(), will(),
                attributes.seconds(Attribute.SHUTDOWN_TIMEOUT_SECONDS)
                        .orElse(Duration.ofSeconds(environment.shutdownTimeout())));
    }

    private String sharedConnectionName() {
        String name = attributes.textOrNull(Attribute.SHARED_CONNECTION_NAME);
        if (name != null && name.isBlank()) {
            throw Attribute.SHARED_CONNECTION_NAME.wrong(name, "be a name that is not blank");
        }
        return name;
    }

    private SessionSettings session(Direction direction, ChannelName channel) {
        long expiry = attributes.number(Attribute.SESSION_EXPIRY_INTERVAL).orElseThrow();
        Optional<Boolean> cleanStart = attributes.bool(Attribute.CLEAN_START);
        Optional<String> configured = attributes.text(Attribute.CLIENT_ID);
        if (configured.isPresent()) {
            return new SessionSettings(channel.ofThisCopy(configured.get()), false,
                    cleanStart.orElse(onlyPublishes(direction)), expiry);
        }
        GeneratedId id = generatedId(direction, channel);
        return new SessionSettings(id.clientId(), true, cleanStart.orElse(!id.isKnown()), expiry, id.reload());
    }

    /** What only publishes has nothing in its session that is worth keeping. */
    private GeneratedId generatedId(Direction direction, ChannelName channel) {
        String shared = sharedConnectionName();
        if (shared != null) {
            return environment.generatedIds().of("shared connection " + shared);
        }
        return (direction == Direction.INCOMING ? environment.generatedIds() : GeneratedIds.NEW)
                .of("channel " + channel.name());
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
                attributes.number(Attribute.MAX_BUFFERED_BYTES).orElse(environment.maxBufferedBytes()),
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
