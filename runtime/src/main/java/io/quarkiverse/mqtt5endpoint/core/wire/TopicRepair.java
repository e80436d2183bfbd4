package io.quarkiverse.mqtt5endpoint.core.wire;

import io.netty.buffer.ByteBuf;

/**
 * Replaces what a topic name must not contain (MQTT 5, 1.5.4 and 4.7), although servers pass it on as a publisher wrote
 * it: refusing would mean to end the connection, and to get the same message again indefinitely.
 */
final class TopicRepair {

    private static final byte REPLACEMENT = '?';

    private TopicRepair() {
    }

    /** Replaces it in place, byte by byte; {@code false} if there was nothing to replace. */
    static boolean repair(ByteBuf packet, PublishFrame frame) {
        boolean wellFormed = WireText.isWellFormed(packet, frame.topicStart(), frame.topicLength());
        boolean repaired = false;
        for (int i = frame.topicStart(); i < frame.topicStart() + frame.topicLength(); i++) {
            if (isForbidden(packet.getByte(i), wellFormed)) {
                packet.setByte(i, REPLACEMENT);
                repaired = true;
            }
        }
        return repaired;
    }

    private static boolean isForbidden(byte next, boolean wellFormed) {
        return next == 0 || next == '+' || next == '#' || next < 0 && !wellFormed;
    }
}
