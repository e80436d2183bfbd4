package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Payload;

/** One connection of a client. On the loop only. */
final class Conversation {

    // So that a window of 60,000 messages does not become one buffer.
    private static final int PIECE = 64 * 1024;
    private static final int MQTT_5 = 5;

    private final Responder responder;
    private final Outflow outflow;
    private final int qos;
    private final List<String> topics = new ArrayList<>();

    private ChannelHandlerContext context;
    private ByteBuf out;
    private boolean mqtt5;

    Conversation(Responder responder, Outflow outflow, int qos) {
        this.responder = responder;
        this.outflow = outflow;
        this.qos = qos;
    }

    void opened(ChannelHandlerContext ctx) {
        context = ctx;
        out = ctx.alloc().buffer(PIECE);
    }

    void read() {
        responder.read();
    }

    void packet(int header, ByteBuf packet) {
        responder.packet();
        switch (header >> 4) {
            case PacketType.CONNECT -> connect(packet);
            case PacketType.SUBSCRIBE -> subscribe(packet);
            case PacketType.PUBLISH -> publish(header >> 1 & 3, packet);
            case PacketType.PUBACK -> outflow.acknowledged(packet.readUnsignedShort());
            case PacketType.PUBREC -> received(packet.readUnsignedShort());
            case PacketType.PUBREL -> Packets.answer(out, PacketType.PUBCOMP, packet.readUnsignedShort());
            case PacketType.PUBCOMP -> outflow.completed();
            case PacketType.PINGREQ -> Packets.pingResp(out);
            case PacketType.DISCONNECT -> context.close();
            default -> throw new WrongClientException("A packet of type " + (header >> 4) + " came from a client");
        }
    }

    private void connect(ByteBuf packet) {
        packet.skipBytes(packet.readUnsignedShort());
        mqtt5 = packet.readUnsignedByte() == MQTT_5;
        Packets.connAck(out, mqtt5);
    }

    private void subscribe(ByteBuf packet) {
        int identifier = packet.readUnsignedShort();
        if (mqtt5) {
            packet.skipBytes(Variable.read(packet));
        }
        topics.add(packet.readCharSequence(packet.readUnsignedShort(), StandardCharsets.US_ASCII).toString());
        Packets.subAck(out, mqtt5, identifier, qos);
        responder.subscribed(this);
    }

    private void received(int identifier) {
        outflow.acknowledged(identifier);
        outflow.released();
        Packets.answer(out, PacketType.PUBREL, identifier);
    }

    private void publish(int publishQos, ByteBuf packet) {
        packet.skipBytes(packet.readUnsignedShort());
        int identifier = publishQos == 0 ? 0 : packet.readUnsignedShort();
        if (mqtt5) {
            packet.skipBytes(Variable.read(packet));
        }
        responder.published(packet.readLong());
        if (publishQos > 0) {
            Packets.answer(out, publishQos == 1 ? PacketType.PUBACK : PacketType.PUBREC, identifier);
        }
    }

    /** So many more messages, to its topics in turn. */
    void deliver(long messages) {
        outflow.want(messages);
        allRead();
    }

    /** As much as the client may get now, in few writes. */
    void allRead() {
        while (outflow.maySend()) {
            long number = outflow.sent();
            String topic = topics.get((int) (number % topics.size()));
            Packets.publish(out, mqtt5, qos, topic, outflow.send(), Payload.of(number));
            if (out.readableBytes() > PIECE - 2 * Payload.SIZE) {
                write();
            }
        }
        write();
        context.flush();
        responder.advanced();
    }

    private void write() {
        if (out.isReadable()) {
            context.write(out);
            out = context.alloc().buffer(PIECE);
        }
    }

    void wrong(Throwable cause) {
        responder.wrong(cause);
    }

    boolean isDone() {
        return outflow.isDone();
    }

    String owed() {
        return outflow.owed();
    }
}
