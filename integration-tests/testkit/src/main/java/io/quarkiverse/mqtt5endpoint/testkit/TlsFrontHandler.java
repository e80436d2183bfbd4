package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;

/** Connects to the server behind as soon as the handshake is complete. */
final class TlsFrontHandler extends ChannelInboundHandlerAdapter {

    private final TlsFront front;
    private final SslHandler handler;

    TlsFrontHandler(TlsFront front, SslHandler handler) {
        this.front = front;
        this.handler = handler;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent completion && completion.isSuccess()) {
            front.completed(TlsFront.Handshake.of(handler));
            connect(context.channel());
        }
    }

    private void connect(Channel client) {
        ChannelFuture connected = new Bootstrap().group(client.eventLoop()).channel(NioSocketChannel.class)
                .handler(new Passer(client, client.newSucceededFuture()))
                .connect(front.server().host(), front.server().port());
        connected.addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        client.pipeline().addLast(new Passer(connected.channel(), connected));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // a client that doesn't like the handshake is no fault of a test
    }

    /** Gives what it reads to the other side, as soon as that is there. */
    private static final class Passer extends ChannelInboundHandlerAdapter {

        private final Channel other;
        private final ChannelFuture there;

        Passer(Channel other, ChannelFuture there) {
            this.other = other;
            this.there = there;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            there.addListener(ready -> other.writeAndFlush(bytes));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            other.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
