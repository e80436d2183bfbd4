package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * The one door into the client's pipeline: its event loop is ours, and so each channel passes by here. What we add has
 * to stand between TLS or WebSocket and the client's own handlers, which are there as soon as it writes CONNECT.
 */
final class EnginePipeline extends ChannelOutboundHandlerAdapter {

    // The name that the client gives to its first handler after TLS and WebSocket.
    private static final String FIRST_OF_CLIENT = "encoder";
    // The name of its handler for WebSocket frames.
    private static final String WEBSOCKET = "ws.mqtt";
    private static final int MOST_UNFLUSHED = 256;

    private final Supplier<ChannelHandler> gate;
    private final Consumer<String> closed;

    private EnginePipeline(Supplier<ChannelHandler> gate, Consumer<String> closed) {
        this.gate = gate;
        this.closed = closed;
    }

    /**
     * @param gate made for each connection, to see what comes and goes
     * @param target path and query of a WebSocket's request, {@code null} to leave them to the client
     * @param closed learns why the server closes a WebSocket
     */
    static void enter(Channel channel, Supplier<ChannelHandler> gate, String target, Consumer<String> closed) {
        if (target != null) {
            channel.pipeline().addFirst(new RequestTarget(target));
        }
        channel.pipeline().addFirst(new EnginePipeline(gate, closed));
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        ChannelPipeline pipeline = ctx.pipeline();
        if (pipeline.context(FIRST_OF_CLIENT) != null) {
            // The client flushes each acknowledgement: one system call for all of one read is enough.
            pipeline.addBefore(FIRST_OF_CLIENT, null, new FlushConsolidationHandler(MOST_UNFLUSHED, true));
            pipeline.addBefore(FIRST_OF_CLIENT, null, gate.get());
            if (pipeline.context(WEBSOCKET) != null) {
                pipeline.addBefore(WEBSOCKET, null, new WebSocketWatch(closed));
            }
            pipeline.remove(this);
        }
        ctx.write(message, promise);
    }
}
