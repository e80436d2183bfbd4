package io.quarkiverse.mqtt5endpoint.benchmarks.guard;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/** Counts flushes that have something to flush, next to the socket. */
final class FlushCounter extends ChannelOutboundHandlerAdapter {

    private final Counts counts;
    private boolean written;

    FlushCounter(Counts counts) {
        this.counts = counts;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object bytes, ChannelPromise promise) {
        written = true;
        ctx.write(bytes, promise);
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (written) {
            counts.flushes.incrementAndGet();
            written = false;
        }
        ctx.flush();
    }
}
