package io.quarkiverse.mqtt5endpoint.core.connect;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerRedirects;

/** What follows from the end of a connection. Pure functions. */
final class LossRules {

    private static final int SESSION_TAKEN_OVER = 0x8E;
    private static final int USE_ANOTHER_SERVER = 0x9C;
    private static final int SERVER_MOVED = 0x9D;

    private LossRules() {
    }

    static boolean isSessionTakenOver(ConnectionLoss loss) {
        return loss.kind() == Kind.DISCONNECT && loss.reasonCode() == SESSION_TAKEN_OVER;
    }

    /** MQTT 5, 4.13: retrying these can't succeed. */
    static boolean isFinal(ConnectionLoss loss) {
        return loss.kind() == Kind.CONNACK && switch (loss.reasonCode()) {
            case 0x84, 0x85, 0x8A, 0x8C, 0x90 -> true;
            default -> false;
        };
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
        return loss.kind() != Kind.LOST
                && (loss.reasonCode() == USE_ANOTHER_SERVER || loss.reasonCode() == SERVER_MOVED);
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
}
