package io.quarkiverse.mqtt5endpoint.core.connect;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

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

    /** Where the next attempt goes: the server may name another one (MQTT 5, 4.11), which is followed once. */
    static ServerAddress next(ConnectionLoss loss, ServerAddress configured) {
        if ((loss.reasonCode() != USE_ANOTHER_SERVER && loss.reasonCode() != SERVER_MOVED)
                || loss.serverReference() == null) {
            return configured;
        }
        return ServerAddress.parse(loss.serverReference().trim().split("\\s+")[0], configured.port()).orElse(configured);
    }
}
