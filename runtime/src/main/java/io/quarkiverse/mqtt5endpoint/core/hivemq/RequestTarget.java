package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;

/**
 * Puts a path and a query into the request that opens a WebSocket, exactly as they are. The client would escape them once
 * more, and a signed URL would no longer be the one that was signed.
 */
final class RequestTarget extends ChannelOutboundHandlerAdapter {

    private static final String METHOD = "GET ";
    private static final String VERSION = " HTTP/1.1\r\n";

    private final String target;

    RequestTarget(String target) {
        this.target = target;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes && text(bytes).startsWith(METHOD)) {
            ctx.write(replaced(bytes), promise);
            ctx.pipeline().remove(this);
            return;
        }
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            // What comes by here is encrypted.
            ctx.pipeline().addAfter(ctx.pipeline().context(tls).name(), null, new RequestTarget(target));
            ctx.pipeline().remove(this);
        }
        ctx.write(message, promise);
    }

    private ByteBuf replaced(ByteBuf request) {
        request.skipBytes(text(request).indexOf(VERSION));
        return Unpooled.wrappedBuffer(Unpooled.copiedBuffer(METHOD + target, StandardCharsets.US_ASCII), request);
    }

    private static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
