package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * Collects the bytes of a packet before the decoder gets them.
 * <p>
 * Netty 4.1.133, which comes with some versions of Quarkus, has an {@code MqttDecoder} that refuses a PUBLISH whose bytes
 * arrive in two pieces.
 */
final class WholePackets extends ByteToMessageDecoder {

    private static final int MAX_LENGTH_BYTES = 4;

    private final int maxSize;

    WholePackets(int maxSize) {
        this.maxSize = maxSize;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        long size = size(in);
        if (size > maxSize) {
            out.add(in.readRetainedSlice(in.readableBytes())); // no packet, or too large: the decoder reports it
        } else if (size > 0 && in.readableBytes() >= size) {
            out.add(in.readRetainedSlice((int) size));
        }
    }

    /** Returns the size of the packet that begins here, 0 if that is not known yet, or a large one if this is no packet. */
    private static long size(ByteBuf in) {
        long remaining = 0;
        for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
            int index = in.readerIndex() + 1 + i;
            if (index >= in.writerIndex()) {
                return 0;
            }
            byte digit = in.getByte(index);
            remaining |= (long) (digit & 0x7F) << (7 * i);
            if (digit >= 0) {
                return 2 + i + remaining;
            }
        }
        return Long.MAX_VALUE;
    }
}
