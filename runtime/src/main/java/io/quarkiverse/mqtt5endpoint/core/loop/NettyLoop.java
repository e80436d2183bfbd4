package io.quarkiverse.mqtt5endpoint.core.loop;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;

/**
 * An event loop of Netty. It is the one of the channel's Vert.x context, so that nothing hops between threads. The
 * engine chooses its kind of socket by itself, epoll if that is available: an event loop of another kind cannot carry
 * it, and the session then gets a loop of its own.
 */
public final class NettyLoop implements Loop {

    private final EventLoop netty;
    private final EventLoopGroup own;

    private NettyLoop(EventLoop netty, EventLoopGroup own) {
        this.netty = netty;
        this.own = own;
    }

    /**
     * @param wanted used if the engine's sockets can live on it
     */
    public static NettyLoop on(EventLoop wanted) {
        if (Epoll.isAvailable() ? wanted.parent() instanceof EpollEventLoopGroup
                : wanted.parent() instanceof NioEventLoopGroup) {
            return new NettyLoop(wanted, null);
        }
        EventLoopGroup own = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        return new NettyLoop(own.next(), own);
    }

    public EventLoop netty() {
        return netty;
    }

    /** Whether it is another loop than the one that was wanted. */
    public boolean isOwn() {
        return own != null;
    }

    @Override
    public boolean isCurrent() {
        return netty.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        netty.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> scheduled = netty.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void close() {
        if (own != null) {
            own.shutdownGracefully();
        }
    }
}
