package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.HashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;

/**
 * Keeps messages from the server that the engine sends again although nobody wants that any more. The engine counts
 * topic aliases that such a message brings (MQTT 5, 3.3.2.3.4); the server does not, and gets the topic with the next
 * message that uses the alias. Valid for a connection.
 */
final class WithdrawnPublishes {

    private static final int TOPIC_ALIAS = 0x23;

    // Aliases that the server was never told.
    private final Map<Integer, byte[]> unknown = new HashMap<>();

    /** The message will not be sent. */
    void withdraw(ByteBuf packet, PublishFrame frame) {
        int alias = alias(packet, frame);
        if (alias > 0 && frame.topicLength() > 0) {
            unknown.put(alias, topic(packet, frame));
        }
    }

    /** The packet as the server understands it; a new one, or the same. */
    ByteBuf understood(ByteBuf packet, PublishFrame frame) {
        if (unknown.isEmpty()) {
            return packet;
        }
        int alias = alias(packet, frame);
        byte[] topic = unknown.remove(alias);
        if (topic == null || frame.topicLength() > 0) {
            return packet;
        }
        ByteBuf whole = withTopic(packet, topic);
        packet.release();
        return whole;
    }

    private static int alias(ByteBuf packet, PublishFrame frame) {
        int at = PropertyFilter.indexOf(packet, frame, TOPIC_ALIAS);
        return at < 0 ? 0 : packet.getUnsignedShort(at + 1);
    }

    private static byte[] topic(ByteBuf packet, PublishFrame frame) {
        byte[] topic = new byte[frame.topicLength()];
        packet.getBytes(afterFixedHeader(packet) + 2, topic);
        return topic;
    }

    private static int afterFixedHeader(ByteBuf packet) {
        int length = packet.readerIndex() + 1;
        return length + VariableByteInteger.lengthAt(packet, length);
    }

    private static ByteBuf withTopic(ByteBuf packet, byte[] topic) {
        int afterTopic = afterFixedHeader(packet) + 2;
        int rest = packet.writerIndex() - afterTopic;
        ByteBuf whole = packet.alloc().buffer(rest + topic.length + 7);
        whole.writeByte(packet.getByte(packet.readerIndex()));
        VariableByteInteger.write(whole, 2 + topic.length + rest);
        return whole.writeShort(topic.length).writeBytes(topic).writeBytes(packet, afterTopic, rest);
    }
}
