package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.function.LongSupplier;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;

/** Writes to the server, in portions, and counts the bytes that leave. Valid for a connection; on the loop only. */
final class BytesLeaving {

    // The channel counts a write as pending until all of it is out.
    private static final int PORTION = 8 * 1024;

    private final LongSupplier clock;
    private final SignsOfLife signs;

    private long written;
    private long flushed;

    /**
     * @param clock nanoseconds from an arbitrary origin
     */
    BytesLeaving(LongSupplier clock) {
        this.clock = clock;
        this.signs = new SignsOfLife(clock.getAsLong());
    }

    void write(ChannelHandlerContext ctx, ByteBuf packet, ChannelPromise promise) {
        written += packet.readableBytes();
        while (packet.readableBytes() > PORTION) {
            ctx.write(packet.readRetainedSlice(PORTION));
        }
        ctx.write(packet, promise);
    }

    /** Whether a large message is on its way out and moves: PINGREQ would wait behind it, and tell the server nothing more. */
    boolean areMoving(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        signs.moved(written - pending - flushed);
        flushed = written - pending;
        return pending > 0 && signs.isOne(clock.getAsLong());
    }
}
