package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** Accepts every WebSocket and every CONNECT, and remembers by which requests they were opened. */
final class WebSocketServer implements MqttServer {

    private static final byte[] CONNACK = { 0x20, 3, 0, 0, 0 };

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<HandshakeComplete> requests = new CopyOnWriteArrayList<>();
    private final List<Channel> open = new CopyOnWriteArrayList<>();
    private final Channel listener;

    WebSocketServer() {
        listener = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(65_536),
                                new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder().websocketPath("/")
                                        .checkStartsWith(true).subprotocols("mqtt").build()),
                                new Client());
                    }
                }).bind("127.0.0.1", 0).syncUninterruptibly().channel();
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port() {
        return ((java.net.InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public String name() {
        return "WebSocket";
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("started once, by the constructor");
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("closed only");
    }

    /** By which requests WebSockets were opened. */
    List<HandshakeComplete> requests() {
        return List.copyOf(requests);
    }

    /** Closes the WebSocket that was opened last. */
    void closeLast(CloseWebSocketFrame frame) {
        open.get(open.size() - 1).writeAndFlush(frame);
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS);
    }

    private final class Client extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof HandshakeComplete handshake) {
                requests.add(handshake);
                open.add(ctx.channel());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            if (frame.content().getByte(0) == 0x10) {
                ctx.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(CONNACK)));
            }
        }
    }
}
