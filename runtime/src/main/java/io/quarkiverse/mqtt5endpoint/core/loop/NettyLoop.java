package io.quarkiverse.mqtt5endpoint.core.loop;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * An event loop of Netty. It is the one of the channel's Vert.x context, so that nothing hops between threads. The
 * engine chooses its kind of socket by itself, epoll if that is available: an event loop of another kind cannot carry
 * it, and the session then gets a loop of its own.
 */
public final class NettyLoop implements Loop {

    private final EventLoop netty;
    private final EventLoopGroup own;
    // Acknowledgements and publishes that come after the end need a thread to be refused on.
    private final EventExecutor afterwards = GlobalEventExecutor.INSTANCE;

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
        return netty.inEventLoop() || netty.isTerminated() && afterwards.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        try {
            netty.execute(task);
        } catch (RejectedExecutionException ended) {
            netty.terminationFuture().addListener(terminated -> afterwards.execute(task));
        }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Future<?> scheduled = scheduled(delay.toNanos(), task);
        return () -> scheduled.cancel(false);
    }

    private Future<?> scheduled(long nanos, Runnable task) {
        if (!netty.isShuttingDown()) {
            try {
                return netty.schedule(task, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException endedMeanwhile) {
                return scheduledAfterwards(nanos, task);
            }
        }
        return scheduledAfterwards(nanos, task);
    }

    private Future<?> scheduledAfterwards(long nanos, Runnable task) {
        return afterwards.schedule(() -> execute(task), nanos, TimeUnit.NANOSECONDS);
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
