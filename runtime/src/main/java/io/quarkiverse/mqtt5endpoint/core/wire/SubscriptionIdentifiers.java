package io.quarkiverse.mqtt5endpoint.core.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import io.netty.buffer.ByteBuf;

/** Subscription Identifiers on the wire: the engine chooses its own, and does not show those of a message. */
final class SubscriptionIdentifiers {

    private static final int PROPERTY = 0x0B;
    private static final int PACKET_IDENTIFIER = 2;

    private SubscriptionIdentifiers() {
    }

    /** For which subscriptions the server delivers a message (MQTT 5, 3.3.2.3.8); empty if it does not say. */
    static List<Integer> of(ByteBuf publish, PublishFrame frame) {
        if (!frame.hasProperties()) {
            return List.of();
        }
        List<Integer> found = new ArrayList<>(1);
        int at = PropertyFilter.indexOf(publish, frame, PROPERTY, frame.propertiesStart());
        while (at >= 0 && VariableByteInteger.lengthAt(publish, at + 1) > 0) {
            found.add(VariableByteInteger.valueAt(publish, at + 1));
            at = PropertyFilter.indexOf(publish, frame, PROPERTY, at + 1 + VariableByteInteger.lengthAt(publish, at + 1));
        }
        return found;
    }

    /**
     * The same SUBSCRIBE with the identifier of its filter in place of the engine's. Stays as it is if it has several
     * filters, which would share the identifier, or none to replace, as the server supports none.
     *
     * @param identifiers of filters
     */
    static ByteBuf ofFilter(ByteBuf subscribe, ToIntFunction<String> identifiers) {
        int header = subscribe.readerIndex() + 1 + VariableByteInteger.lengthAt(subscribe, subscribe.readerIndex() + 1);
        int length = header + PACKET_IDENTIFIER;
        int properties = length + VariableByteInteger.lengthAt(subscribe, length);
        int payload = properties + VariableByteInteger.valueAt(subscribe, length);
        // The engine writes it first.
        if (properties == payload || subscribe.getByte(properties) != PROPERTY || hasSeveralFilters(subscribe, payload)) {
            return subscribe;
        }
        int rest = properties + 1 + VariableByteInteger.lengthAt(subscribe, properties + 1);
        ByteBuf identifier = subscribe.alloc().buffer().writeByte(PROPERTY);
        VariableByteInteger.write(identifier, identifiers.applyAsInt(filter(subscribe, payload)));
        ByteBuf lengths = subscribe.alloc().buffer();
        VariableByteInteger.write(lengths, identifier.readableBytes() + payload - rest);
        ByteBuf whole = subscribe.alloc().buffer().writeByte(subscribe.getByte(subscribe.readerIndex()));
        VariableByteInteger.write(whole, PACKET_IDENTIFIER + lengths.readableBytes() + identifier.readableBytes()
                + subscribe.writerIndex() - rest);
        whole.writeBytes(subscribe, header, PACKET_IDENTIFIER).writeBytes(lengths).writeBytes(identifier)
                .writeBytes(subscribe, rest, subscribe.writerIndex() - rest);
        lengths.release();
        identifier.release();
        subscribe.release();
        return whole;
    }

    private static boolean hasSeveralFilters(ByteBuf subscribe, int payload) {
        return payload + 2 + subscribe.getUnsignedShort(payload) + 1 < subscribe.writerIndex();
    }

    private static String filter(ByteBuf subscribe, int payload) {
        return subscribe.toString(payload + 2, subscribe.getUnsignedShort(payload), StandardCharsets.UTF_8);
    }
}
