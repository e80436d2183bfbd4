package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.netty.buffer.ByteBuf;

/**
 * Takes out of a PUBLISH the properties that a client has to refuse (MQTT 5, 3.3.2.3), although servers pass them on as
 * a publisher wrote them: refusing would mean to end the connection, and to get the same message again indefinitely.
 */
final class PropertyFilter {

    private static final int PAYLOAD_FORMAT_INDICATOR = 0x01;
    private static final int MESSAGE_EXPIRY_INTERVAL = 0x02;
    private static final int CONTENT_TYPE = 0x03;
    private static final int RESPONSE_TOPIC = 0x08;
    private static final int CORRELATION_DATA = 0x09;
    private static final int SUBSCRIPTION_IDENTIFIER = 0x0B;
    private static final int TOPIC_ALIAS = 0x23;
    private static final int USER_PROPERTY = 0x26;

    /** A property that is malformed, with its bytes. */
    private record Bad(String name, int start, int end) {
    }

    private final ByteBuf packet;
    private final PublishFrame frame;
    private final BitSet seen = new BitSet(USER_PROPERTY + 1);
    private final List<Bad> bad = new ArrayList<>(1);

    private int at;

    private PropertyFilter(ByteBuf packet, PublishFrame frame) {
        this.packet = packet;
        this.frame = frame;
        this.at = frame.propertiesStart();
    }

    /** Looks through all properties. Finds nothing if their bytes can't be told apart. */
    static PropertyFilter of(ByteBuf packet, PublishFrame frame) {
        PropertyFilter filter = new PropertyFilter(packet, frame);
        while (filter.at < frame.propertiesEnd()) {
            if (!filter.next()) {
                filter.bad.clear();
                return filter;
            }
        }
        return filter;
    }

    /** Where the first property of this kind begins; -1 for nowhere. */
    static int indexOf(ByteBuf packet, PublishFrame frame, int identifier) {
        return indexOf(packet, frame, identifier, frame.propertiesStart());
    }

    /**
     * @param from where a property begins, or the last one ends
     */
    static int indexOf(ByteBuf packet, PublishFrame frame, int identifier, int from) {
        PropertyFilter filter = new PropertyFilter(packet, frame);
        filter.at = from;
        while (filter.at < frame.propertiesEnd()) {
            int start = filter.at;
            if (packet.getByte(start) == identifier) {
                return start;
            }
            if (!filter.next()) {
                return -1;
            }
        }
        return -1;
    }

    /** What has to go; empty for nothing. */
    List<String> names() {
        return bad.stream().map(Bad::name).toList();
    }

    /** Looks at the next property; {@code false} if nobody can tell where it ends. */
    private boolean next() {
        int start = at;
        int identifier = packet.getByte(at++);
        int end = end(identifier);
        if (end < 0 || end > frame.propertiesEnd()) {
            return false;
        }
        boolean again = seen.get(identifier) && identifier != USER_PROPERTY;
        seen.set(identifier);
        if (isOfThePublisher(identifier) && (again || !isRight(identifier))) {
            bad.add(new Bad(name(identifier), start, end));
        }
        at = end;
        return true;
    }

    /** The others are the server's own: it has no excuse. */
    private static boolean isOfThePublisher(int identifier) {
        return identifier != TOPIC_ALIAS && identifier != SUBSCRIPTION_IDENTIFIER;
    }

    private int end(int identifier) {
        return switch (identifier) {
            case PAYLOAD_FORMAT_INDICATOR -> at + 1;
            case MESSAGE_EXPIRY_INTERVAL -> at + 4;
            case TOPIC_ALIAS -> at + 2;
            case CONTENT_TYPE, RESPONSE_TOPIC, CORRELATION_DATA -> endOfString(at);
            case USER_PROPERTY -> endOfString(at) < 0 ? -1 : endOfString(endOfString(at));
            case SUBSCRIPTION_IDENTIFIER -> at + Math.max(1, VariableByteInteger.lengthAt(packet, at));
            default -> -1;
        };
    }

    private int endOfString(int start) {
        return start + 2 > frame.propertiesEnd() ? -1 : start + 2 + packet.getUnsignedShort(start);
    }

    private boolean isRight(int identifier) {
        return switch (identifier) {
            case PAYLOAD_FORMAT_INDICATOR -> packet.getByte(at) == 0 || packet.getByte(at) == 1;
            case CONTENT_TYPE -> isText(at);
            case RESPONSE_TOPIC -> isText(at) && isTopicName(at);
            case USER_PROPERTY -> isText(at) && isText(endOfString(at));
            default -> true;
        };
    }

    private boolean isText(int start) {
        return WireText.isValid(packet, start + 2, packet.getUnsignedShort(start));
    }

    // MQTT 5, 3.3.2.3.5 and 4.7.3
    private boolean isTopicName(int start) {
        int length = packet.getUnsignedShort(start);
        return length > 0 && packet.indexOf(start + 2, start + 2 + length, (byte) '+') < 0
                && packet.indexOf(start + 2, start + 2 + length, (byte) '#') < 0;
    }

    private static String name(int identifier) {
        return switch (identifier) {
            case PAYLOAD_FORMAT_INDICATOR -> "payload format indicator";
            case MESSAGE_EXPIRY_INTERVAL -> "message expiry interval";
            case CONTENT_TYPE -> "content type";
            case RESPONSE_TOPIC -> "response topic";
            case CORRELATION_DATA -> "correlation data";
            default -> "user property";
        };
    }

    /** The same packet without them. */
    ByteBuf repaired() {
        int dropped = bad.stream().mapToInt(property -> property.end() - property.start()).sum();
        int properties = frame.propertiesEnd() - frame.propertiesStart() - dropped;
        int first = packet.readerIndex() + 1 + VariableByteInteger.lengthAt(packet, packet.readerIndex() + 1);
        ByteBuf beforeProperties = packet.slice(first, 2 + frame.topicLength() + (frame.qos() == 0 ? 0 : 2));
        int payload = packet.writerIndex() - frame.propertiesEnd();
        ByteBuf whole = packet.alloc().buffer(packet.readableBytes() + 8);
        whole.writeByte(packet.getByte(packet.readerIndex()));
        VariableByteInteger.write(whole, beforeProperties.readableBytes() + size(properties) + properties + payload);
        whole.writeBytes(beforeProperties);
        VariableByteInteger.write(whole, properties);
        int from = frame.propertiesStart();
        for (Bad property : bad) {
            whole.writeBytes(packet, from, property.start() - from);
            from = property.end();
        }
        return whole.writeBytes(packet, from, packet.writerIndex() - from);
    }

    private static int size(int value) {
        return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : 4;
    }
}
