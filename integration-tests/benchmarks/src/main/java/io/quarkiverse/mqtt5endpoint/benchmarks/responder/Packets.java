package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/** Writes the packets of a server, of MQTT 5 and of MQTT 3.1.1, where peers speak nothing newer. */
final class Packets {

    private static final int RELEASE_FLAGS = 2;

    private Packets() {
    }

    static void connAck(ByteBuf out, boolean mqtt5) {
        out.writeByte(PacketType.CONNACK << 4).writeByte(mqtt5 ? 3 : 2).writeShort(0);
        properties(out, mqtt5);
    }

    static void subAck(ByteBuf out, boolean mqtt5, int identifier, int qos) {
        out.writeByte(PacketType.SUBACK << 4).writeByte(mqtt5 ? 4 : 3).writeShort(identifier);
        properties(out, mqtt5);
        out.writeByte(qos);
    }

    static void pingResp(ByteBuf out) {
        out.writeByte(PacketType.PINGRESP << 4).writeByte(0);
    }

    /** PUBACK, PUBREC, PUBREL or PUBCOMP. */
    static void answer(ByteBuf out, int type, int identifier) {
        out.writeByte(type << 4 | (type == PacketType.PUBREL ? RELEASE_FLAGS : 0)).writeByte(2).writeShort(identifier);
    }

    static void publish(ByteBuf out, boolean mqtt5, int qos, String topic, int identifier, byte[] payload) {
        out.writeByte(PacketType.PUBLISH << 4 | qos << 1);
        length(out, 2 + topic.length() + (qos > 0 ? 2 : 0) + (mqtt5 ? 1 : 0) + payload.length);
        out.writeShort(topic.length()).writeCharSequence(topic, StandardCharsets.US_ASCII);
        if (qos > 0) {
            out.writeShort(identifier);
        }
        properties(out, mqtt5);
        out.writeBytes(payload);
    }

    private static void properties(ByteBuf out, boolean mqtt5) {
        if (mqtt5) {
            out.writeByte(0);
        }
    }

    private static void length(ByteBuf out, int length) {
        int rest = length;
        while (rest > 127) {
            out.writeByte(rest & 127 | 128);
            rest >>= 7;
        }
        out.writeByte(rest);
    }
}
