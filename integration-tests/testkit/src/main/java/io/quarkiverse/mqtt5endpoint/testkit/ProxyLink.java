package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/** One client's connection through a {@link FaultProxy}: two sockets and a pipe each way. Used on the event loop only. */
final class ProxyLink {

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

    /** Starts to forward; the channels read nothing before. */
    void join(Channel server) {
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

    boolean isRecording() {
        return proxy.isRecording();
    }

    void record(Lane lane, byte[] packet) {
        decoder.decode(packet).ifPresent(lane.log::add);
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
