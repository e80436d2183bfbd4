package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that makes a connection what it is. Channels may share one when nothing of it differs.
 *
 * @param sharedConnectionName what channels that share the connection call it; {@code null} for a connection of its own
 * @param servers at least one, tried in order
 * @param will {@code null} for none
 */
public record ClientSettings(String sharedConnectionName, List<ServerAddress> servers, TransportSettings transport,
        SessionSettings session, SecuritySettings security, ReconnectSettings reconnect, LimitSettings limits,
        WillSettings will, Duration shutdownTimeout) {

    public ClientSettings {
        servers = List.copyOf(servers);
        Range.SHUTDOWN_TIMEOUT_SECONDS.check(shutdownTimeout.toSeconds());
    }

    /** The one that is tried first. */
    public ServerAddress server() {
        return servers.get(0);
    }

    /** The first attribute, in the order of the reference, in which the two differ; empty where they may share a client. */
    public Optional<String> firstDifference(ClientSettings other) {
        Map<String, Object> others = other.byAttribute();
        return byAttribute().entrySet().stream()
                .filter(attribute -> !Objects.equals(attribute.getValue(), others.get(attribute.getKey())))
                .map(Map.Entry::getKey).findFirst();
    }

    private Map<String, Object> byAttribute() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("host", server().host());
        values.put("port", server().port());
        values.put("servers", servers);
        values.put("reconnect-attempts", reconnect.attempts());
        values.put("reconnect-interval-seconds", reconnect.initialDelay());
        values.put("reconnect-max-interval-seconds", reconnect.maxDelay());
        values.put("session-expiry-interval", session.expirySeconds());
        // A generated one is the connection's, not the channel's.
        values.put("client-id", session.generated() ? null : session.clientId());
        values.put("clean-start", session.cleanStart());
        values.put("username", security.credentials().username());
        values.put("password", security.credentials().password());
        values.put("credentials-provider-name", security.credentials().providerName());
        values.put("authentication-mechanism-name", security.mechanismName());
        values.put("require-tls", security.requireTls());
        values.put("keep-alive-seconds", limits.keepAlive());
        values.put("connect-timeout-seconds", limits.connectTimeout());
        values.put("shutdown-timeout-seconds", shutdownTimeout);
        values.put("receive-maximum", limits.receiveMaximum());
        values.put("maximum-packet-size", limits.maximumPacketSize());
        values.put("topic-alias-maximum", limits.topicAliasMaximum());
        values.put("will-topic", will == null ? null : will.topic());
        values.put("will-payload", will == null ? null : will.payload());
        values.put("will-qos", will == null ? null : will.qos());
        values.put("will-retain", will == null ? null : will.retain());
        values.put("will-delay-interval", will == null ? null : will.delayInterval());
        values.put("will-message-expiry-interval", will == null ? null : will.messageExpiryInterval());
        values.put("will-content-type", will == null ? null : will.contentType());
        values.put("will-response-topic", will == null ? null : will.responseTopic());
        values.put("transport", transport.transport());
        values.put("websocket-path", transport.websocketPath());
        values.putAll(security.tls().byAttribute());
        return values;
    }
}
