package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Packets that a test takes apart. */
final class PieceByPiece {

    private PieceByPiece() {
    }

    /** A PUBLISH of QoS 1 with the packet identifier 1. */
    static byte[] publish(String topic, String payload) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x32);
        packet.write(2 + name.length + 3 + text.length);
        packet.write(0);
        packet.write(name.length);
        packet.writeBytes(name);
        packet.writeBytes(new byte[] { 0, 1, 0 });
        packet.writeBytes(text);
        return packet.toByteArray();
    }
}
