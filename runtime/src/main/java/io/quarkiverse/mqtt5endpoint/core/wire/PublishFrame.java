package io.quarkiverse.mqtt5endpoint.core.wire;

import io.netty.buffer.ByteBuf;

/**
 * Where the parts of a PUBLISH are in the bytes of its packet (MQTT 5, 3.3), as indexes of the buffer.
 *
 * @param identifier 0 for QoS 0
 */
record PublishFrame(int qos, boolean dup, int identifier, int topicStart, int topicLength, int propertiesStart,
        int propertiesEnd) {

    /** {@code null} if the bytes are not a PUBLISH that could be right: whoever decodes it says what is wrong. */
    static PublishFrame of(ByteBuf packet) {
        int flags = packet.getByte(packet.readerIndex());
        int qos = flags >> 1 & 3;
        int end = packet.writerIndex();
        int headerLength = VariableByteInteger.lengthAt(packet, packet.readerIndex() + 1);
        int at = packet.readerIndex() + 1 + headerLength;
        if (qos == 3 || headerLength == 0 || at + 2 > end) {
            return null;
        }
        int topicLength = packet.getUnsignedShort(at);
        int topicStart = at + 2;
        at = topicStart + topicLength;
        int identifierLength = qos == 0 ? 0 : 2;
        if (at + identifierLength + 1 > end) {
            return null;
        }
        int identifier = qos == 0 ? 0 : packet.getUnsignedShort(at);
        at += identifierLength;
        int lengthOfLength = VariableByteInteger.lengthAt(packet, at);
        int length = lengthOfLength == 0 ? -1 : VariableByteInteger.valueAt(packet, at);
        int start = at + lengthOfLength;
        return length < 0 || start + length > end ? null
                : new PublishFrame(qos, (flags & 8) != 0, identifier, topicStart, topicLength, start, start + length);
    }

    boolean hasProperties() {
        return propertiesEnd > propertiesStart;
    }
}
