package io.quarkiverse.mqtt5endpoint.core.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** What all packets have in common (MQTT 5, 2.1), and the few that the gate writes itself. */
final class Packets {

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int SUBSCRIBE = 8;
    static final int PINGREQ = 12;
    static final int PINGRESP = 13;

    /** The type with its flags, and a remaining length of one byte. */
    static final int FIXED_HEADER = 2;

    private static final int IDENTIFIER = 2;
    private static final int PINGRESP_PACKET = 0xD000;

    private Packets() {
    }

    static int type(ByteBuf packet) {
        return packet.getByte(packet.readerIndex()) >> 4 & 0xF;
    }

    /** The packet identifier of a packet that begins with it; 0 if it has none. */
    static int identifier(ByteBuf packet) {
        int atLength = packet.readerIndex() + 1;
        int at = atLength + VariableByteInteger.lengthAt(packet, atLength);
        return at + IDENTIFIER <= packet.writerIndex() ? packet.getUnsignedShort(at) : 0;
    }

    static ByteBuf pingResp(ChannelHandlerContext ctx) {
        return ctx.alloc().buffer(FIXED_HEADER).writeShort(PINGRESP_PACKET);
    }

    /** PUBACK or PUBREC with reason code 0. */
    static ByteBuf acknowledgement(ChannelHandlerContext ctx, int type, int identifier) {
        return ctx.alloc().buffer(FIXED_HEADER + IDENTIFIER).writeByte(type << 4).writeByte(IDENTIFIER).writeShort(identifier);
    }

    /** Has the engine receive a packet that did not come from the server, after what happens now. */
    static void receiveLater(ChannelHandlerContext ctx, ByteBuf packet) {
        ctx.executor().execute(() -> {
            ctx.fireChannelRead(packet);
            ctx.fireChannelReadComplete();
        });
    }
}
