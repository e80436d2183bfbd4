package io.quarkiverse.mqtt5endpoint.core.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;

/** Makes whole packets of the bytes that arrive. Valid for a connection; on the loop only. */
final class PacketSplitter {

    private final int maximumPacketSize;

    // null while no byte waits
    private ByteBuf incomplete;

    PacketSplitter(int maximumPacketSize) {
        this.maximumPacketSize = maximumPacketSize;
    }

    void add(ByteBufAllocator allocator, ByteBuf bytes) {
        incomplete = incomplete == null ? bytes : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, incomplete, bytes);
    }

    /** The next packet, if all of it has arrived; else {@code null}. */
    ByteBuf next() {
        int size = nextSize();
        if (size > 0) {
            return incomplete.readRetainedSlice(size);
        }
        if (incomplete != null && !incomplete.isReadable()) {
            release();
        }
        return null;
    }

    /** How many bytes the next packet has, if all of them are there; else 0. */
    private int nextSize() {
        if (incomplete == null || incomplete.readableBytes() < Packets.FIXED_HEADER) {
            return 0;
        }
        int atLength = incomplete.readerIndex() + 1;
        int lengthOfLength = VariableByteInteger.lengthAt(incomplete, atLength);
        if (lengthOfLength == 0) {
            // What can't be right is the engine's to refuse.
            return VariableByteInteger.isTooLongAt(incomplete, atLength) ? incomplete.readableBytes() : 0;
        }
        int size = 1 + lengthOfLength + VariableByteInteger.valueAt(incomplete, atLength);
        return size <= incomplete.readableBytes() ? size : size > maximumPacketSize ? incomplete.readableBytes() : 0;
    }

    /** Whether a packet has arrived in part. */
    boolean isInTheMiddle() {
        return incomplete != null;
    }

    void release() {
        if (incomplete != null) {
            incomplete.release();
            incomplete = null;
        }
    }
}
