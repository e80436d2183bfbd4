package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;

import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.OneLine;

/**
 * Why there is no connection.
 *
 * @param kind who said so, and with which packet
 * @param reasonCode the packet's, or -1 without one
 * @param text for people
 * @param serverReference where else to go (MQTT 5, 4.11), {@code null} for nowhere
 */
record ServerReply(Kind kind, int reasonCode, String text, String serverReference, Throwable cause) {

    static final int NONE = -1;
    static final int PROTOCOL_ERROR = 0x82;
    static final int SESSION_TAKEN_OVER = 0x8E;
    static final int RECEIVE_MAXIMUM_EXCEEDED = 0x93;
    static final int USE_ANOTHER_SERVER = 0x9C;
    static final int SERVER_MOVED = 0x9D;

    // How the engine says that it knows a packet identifier for something else: it has no other way to tell.
    private static final List<String> IDENTIFIER_CONFLICTS = List.of("DUP flag must be set for a resent",
            "must not be resent during the same connection", "must not carry the same packet identifier");

    // A name, or an IPv6 address in brackets, with or without a port
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");

    enum Kind {
        /** The network, or the client's own decision. */
        LOST,
        CONNACK,
        DISCONNECT
    }

    static ServerReply of(MqttClientDisconnectedContext context) {
        Throwable cause = context.getCause();
        if (cause instanceof Mqtt5ConnAckException refused && refused.getMqttMessage().getReasonCode().isError()) {
            var connAck = refused.getMqttMessage();
            return new ServerReply(Kind.CONNACK, connAck.getReasonCode().getCode(),
                    text("CONNACK", connAck.getReasonCode(), connAck.getReasonCode().getCode(), connAck.getReasonString()),
                    connAck.getServerReference().map(Object::toString).orElse(null), cause);
        }
        if (cause instanceof Mqtt5DisconnectException ended) {
            var disconnect = ended.getMqttMessage();
            boolean byServer = context.getSource() == MqttDisconnectSource.SERVER;
            return new ServerReply(byServer ? Kind.DISCONNECT : Kind.LOST, disconnect.getReasonCode().getCode(),
                    text(byServer ? "DISCONNECT" : "own DISCONNECT", disconnect.getReasonCode(),
                            disconnect.getReasonCode().getCode(),
                            disconnect.getReasonString()),
                    disconnect.getServerReference().map(Object::toString).orElse(null), cause);
        }
        boolean tls = context.getClientConfig().getTransportConfig().getSslConfig().isPresent();
        return new ServerReply(Kind.LOST, NONE, rootText(cause, tls), null, cause);
    }

    /** The attempt did not even begin. */
    static ServerReply notReady(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return new ServerReply(Kind.LOST, NONE, String.valueOf(cause.getMessage()), null, cause);
    }

    /** Our own side ended the connection because the server sent more than it was granted. */
    boolean isReceiveMaximumExceeded() {
        return kind == Kind.LOST && reasonCode == RECEIVE_MAXIMUM_EXCEEDED;
    }

    /**
     * Our own side ended the connection because a packet identifier means something else to the server than to the
     * engine. Some servers (Artemis) send unacknowledged QoS 2 messages of a resumed session under new identifiers,
     * against MQTT 5, 4.4, and give the old ones to other messages.
     */
    boolean isIdentifierConflict() {
        return kind == Kind.LOST && reasonCode == PROTOCOL_ERROR
                && IDENTIFIER_CONFLICTS.stream().anyMatch(String.valueOf(cause.getMessage())::contains);
    }

    boolean isSessionTakenOver() {
        return kind == Kind.DISCONNECT && reasonCode == SESSION_TAKEN_OVER;
    }

    /** MQTT 5, 4.13: retrying these can't succeed. */
    boolean isFinal() {
        return kind == Kind.CONNACK && switch (reasonCode) {
            case 0x84, 0x85, 0x8A, 0x8C, 0x90 -> true;
            default -> false;
        };
    }

    /** Where the next attempt goes: the server may name another one (MQTT 5, 4.11), which is followed once. */
    ServerAddress next(ServerAddress configured) {
        if ((reasonCode != USE_ANOTHER_SERVER && reasonCode != SERVER_MOVED) || serverReference == null) {
            return configured;
        }
        String first = serverReference.trim().split("\\s+")[0];
        Matcher address = ADDRESS.matcher(first);
        if (!address.matches()) {
            return configured;
        }
        try {
            return new ServerAddress(address.group(1),
                    address.group(2) == null ? configured.port() : Integer.parseInt(address.group(2)));
        } catch (IllegalArgumentException e) {
            log.debugf(e, "Not an address: %s", serverReference);
            return configured;
        }
    }

    private static String text(String packet, Enum<?> name, int code, Optional<?> reason) {
        return packet + " with reason code " + name + " (0x" + Integer.toHexString(code).toUpperCase(Locale.ROOT) + ")"
                + reason.map(string -> ": " + OneLine.of(string)).orElse("");
    }

    private static String rootText(Throwable cause, boolean tls) {
        String ofTls = TlsFailure.text(cause, tls);
        if (ofTls != null) {
            return ofTls;
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : OneLine.of(root.getMessage());
    }
}
