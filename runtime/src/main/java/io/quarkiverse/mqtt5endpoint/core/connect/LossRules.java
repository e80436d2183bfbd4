package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** What follows from the end of a connection. Pure functions. */
final class LossRules {

    private static final int SESSION_TAKEN_OVER = 0x8E;
    private static final int USE_ANOTHER_SERVER = 0x9C;
    private static final int SERVER_MOVED = 0x9D;

    // A name, or an IPv6 address in brackets, with or without a port
    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");

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
        Matcher address = ADDRESS.matcher(loss.serverReference().trim().split("\\s+")[0]);
        if (!address.matches()) {
            return configured;
        }
        try {
            return new ServerAddress(address.group(1),
                    address.group(2) == null ? configured.port() : Integer.parseInt(address.group(2)));
        } catch (IllegalArgumentException e) {
            log.debugf(e, "Not an address: %s", loss.serverReference());
            return configured;
        }
    }
}
