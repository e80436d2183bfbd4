package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.buffer.ByteBuf;

/**
 * Finds the borders of MQTT packets in a stream that arrives in pieces.
 * <p>
 * A stream that isn't MQTT does no harm: pieces then end at arbitrary places.
 */
final class PacketScanner {

    private static final int MAX_LENGTH_BYTES = 4;

    // of the packet that is under way
    private boolean started;
    private int type;
    private int lengthBytes;
    private boolean lengthKnown;
    private long remaining;

    /** Whether the next byte is the first one of a packet. */
    boolean atStart() {
        return !started;
    }

    /** The type of the packet under way: 1 for CONNECT to 15 for AUTH. */
    int type() {
        return type;
    }

    /** The type of a packet that starts with this byte. */
    static int typeOf(byte first) {
        return (first & 0xFF) >> 4;
    }

    /**
     * Moves over the bytes that belong to the packet under way.
     *
     * @return how many of the readable bytes these are; {@link #atStart()} then says whether the packet ends with them
     */
    int next(ByteBuf bytes) {
        int index = bytes.readerIndex();
        while (index < bytes.writerIndex()) {
            if (!started) {
                start(bytes.getByte(index++));
            } else if (!lengthKnown) {
                length(bytes.getByte(index++));
            } else {
                int taken = (int) Math.min(remaining, bytes.writerIndex() - index);
                index += taken;
                remaining -= taken;
            }
            if (lengthKnown && remaining == 0) {
                started = false;
                break;
            }
        }
        return index - bytes.readerIndex();
    }

    private void start(byte first) {
        started = true;
        type = typeOf(first);
        lengthBytes = 0;
        lengthKnown = false;
        remaining = 0;
    }

    private void length(byte digit) {
        remaining |= (long) (digit & 0x7F) << (7 * lengthBytes++);
        lengthKnown = digit >= 0 || lengthBytes == MAX_LENGTH_BYTES;
    }
}
