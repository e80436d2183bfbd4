package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.BAD_AUTHENTICATION_METHOD;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.BANNED;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.CLIENT_IDENTIFIER_NOT_VALID;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.SERVER_MOVED;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.SESSION_TAKEN_OVER;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.TOPIC_NAME_INVALID;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
import static io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode.USE_ANOTHER_SERVER;

import java.util.Set;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerRedirects;

/** What follows from the end of a connection. Pure functions. */
final class LossRules {

    // MQTT 5, 4.13
    private static final Set<Mqtt5ReasonCode> FINAL = Set.of(UNSUPPORTED_PROTOCOL_VERSION, CLIENT_IDENTIFIER_NOT_VALID,
            BANNED, BAD_AUTHENTICATION_METHOD, TOPIC_NAME_INVALID);

    private LossRules() {
    }

    static boolean isSessionTakenOver(ConnectionLoss loss) {
        return loss.kind() == Kind.DISCONNECT && is(loss, SESSION_TAKEN_OVER);
    }

    /** Whether retrying can't succeed. */
    static boolean isFinal(ConnectionLoss loss) {
        return loss.kind() == Kind.CONNACK && Mqtt5ReasonCode.of(loss.reasonCode()).filter(FINAL::contains).isPresent();
    }

    /** Whether another address of the same server may do better: no server has answered. */
    static boolean isUnreachable(ConnectionLoss loss) {
        return loss.kind() == Kind.LOST;
    }

    /**
     * What a server reference leads to (MQTT 5, 4.11). It changes host and port only: transport and TLS stay those of
     * the settings, so none leads from TLS to clear text.
     *
     * @param from the server that sent it
     */
    static Redirect redirect(ConnectionLoss loss, ServerAddress from, ServerRedirects allowed) {
        if (!isElsewhere(loss) || loss.serverReference() == null) {
            return new Redirect.None();
        }
        String reference = loss.serverReference().trim().split("\\s+")[0];
        return ServerAddress.parse(reference, from.port()).map(target -> redirect(reference, from, target, allowed))
                .orElseGet(() -> new Redirect.Refused(reference, "it is not a host with an optional port"));
    }

    private static boolean isElsewhere(ConnectionLoss loss) {
        return loss.kind() != Kind.LOST && (is(loss, USE_ANOTHER_SERVER) || is(loss, SERVER_MOVED));
    }

    private static Redirect redirect(String reference, ServerAddress from, ServerAddress target, ServerRedirects allowed) {
        String refusal = refusal(from, target, allowed);
        return refusal == null ? new Redirect.Followed(target) : new Redirect.Refused(reference, refusal);
    }

    /** {@code null} if the reference may be followed. */
    private static String refusal(ServerAddress from, ServerAddress target, ServerRedirects allowed) {
        if (allowed == ServerRedirects.NEVER) {
            return "attribute `server-redirects` is `never`";
        }
        if (allowed == ServerRedirects.SAME_HOST && !target.host().equals(from.host())) {
            return "it names another host and attribute `server-redirects` is `same-host`";
        }
        return from.isLoopback() && !target.isLoopback() ? "it leads from the loopback address to another machine" : null;
    }

    private static boolean is(ConnectionLoss loss, Mqtt5ReasonCode reasonCode) {
        return loss.reasonCode() == reasonCode.getCode();
    }
}
