package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;

/** One client's connection through a {@link FaultProxy}: two sockets and a pipe each way. Used on the event loop only. */
final class ProxyLink {

    // So that what a slow line has no room for does not wait in the receiver's kernel.
    private static final int SLOW_RECEIVE_BUFFER = 16 * 1024;

    private final FaultProxy proxy;
    private final Channel client;
    private final WireDecoder decoder;

    private Channel server;
    private Pipe up;
    private Pipe down;
    private boolean open = true;

    ProxyLink(FaultProxy proxy, int number, Channel client) {
        this.proxy = proxy;
        this.client = client;
        this.decoder = new WireDecoder(number);
    }

    /** Connects to the server, and then forwards. */
    void connect(EventLoop loop, String host, int port) {
        if (proxy.lane(Direction.UPSTREAM).bytesPerSecond() > 0) {
            client.config().setOption(ChannelOption.SO_RCVBUF, SLOW_RECEIVE_BUFFER);
        }
        ChannelFuture connect = new Bootstrap().group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(host, port);
        connect.addListener(future -> {
            if (future.isSuccess() && open) {
                join(connect.channel());
            } else {
                connect.channel().close();
                close();
            }
        });
    }

    /** Starts to forward; the channels read nothing before. */
    private void join(Channel server) {
        this.server = server;
        up = new Pipe(client, server, proxy.lane(Direction.UPSTREAM), this);
        down = new Pipe(server, client, proxy.lane(Direction.DOWNSTREAM), this);
        client.pipeline().addLast(up);
        server.pipeline().addLast(down);
        updateReading();
    }

    boolean isOpen() {
        return open;
    }

    boolean readsPackets() {
        return proxy.wiretap().isOn();
    }

    void record(Lane lane, byte[] packet) {
        decoder.decode(packet).ifPresent(read -> proxy.wiretap().gotThrough(lane.direction, read));
    }

    void stallAll() {
        proxy.stall();
    }

    void updateReading() {
        if (open && server != null) {
            up.updateReading();
            down.updateReading();
        }
    }

    /** Forwards what was held, after a stall. */
    void pump() {
        if (open && server != null) {
            up.pump();
            down.pump();
        }
    }

    void failed(Throwable cause) {
        proxy.failed(cause);
    }

    void swallow(Direction direction) {
        if (open && server != null) {
            (direction == Direction.UPSTREAM ? up : down).swallow();
        }
    }

    void reset() {
        client.config().setOption(ChannelOption.SO_LINGER, 0);
        if (server != null) {
            server.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    void close() {
        if (!open) {
            return;
        }
        open = false;
        client.close();
        if (server != null) {
            server.close();
            up.discard();
            down.discard();
        }
        decoder.close();
        proxy.ended(this);
    }
}
