package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.BitSet;

/**
 * Which packet identifiers of the server stand for messages that are not finished (MQTT 5, 2.2.1 and 4.3): knows before
 * the engine does whether a PUBLISH is new, resent, or can't be right. Valid for a session. On the loop only.
 */
public final class PacketIdentifiers {

    /** What a PUBLISH of QoS 1 or 2 is. */
    enum Meaning {
        /** A message that was not there before, or one of an earlier connection that comes again. */
        ANOTHER,
        /** The same message once more on the same connection (against MQTT 5, 4.4). */
        RESENT,
        /** Another message under an identifier that is in use, which some servers do after they resumed a session. */
        REUSED
    }

    // valid for connection: PUBACK or PUBREC is not written yet
    private final BitSet unacknowledged = new BitSet();
    // PUBREL has not come yet
    private final BitSet exactlyOnce = new BitSet();

    /** A connection began. */
    void connected(boolean sessionPresent) {
        unacknowledged.clear();
        if (!sessionPresent) {
            exactlyOnce.clear();
        }
    }

    Meaning published(int identifier, int qos, boolean dup) {
        if (unacknowledged.get(identifier)) {
            return dup ? Meaning.RESENT : Meaning.REUSED;
        }
        if (exactlyOnce.get(identifier) && (qos == 1 || !dup)) {
            return Meaning.REUSED;
        }
        unacknowledged.set(identifier);
        exactlyOnce.set(identifier, qos == 2);
        return Meaning.ANOTHER;
    }

    /** PUBACK or PUBREC was written. */
    void acknowledged(int identifier, boolean error) {
        unacknowledged.clear(identifier);
        if (error) {
            exactlyOnce.clear(identifier);
        }
    }

    /** PUBREL came. */
    void released(int identifier) {
        exactlyOnce.clear(identifier);
    }
}
