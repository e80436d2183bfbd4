package io.quarkiverse.mqtt5endpoint.testkit;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** One daemon event loop thread on which everything of one server happens, and on which tests run what must not race. */
final class EventLoopThread implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 20;

    private final NioEventLoopGroup group;
    private final EventLoop loop;

    EventLoopThread(String name) {
        this.group = new NioEventLoopGroup(1, new DefaultThreadFactory(name, true));
        this.loop = group.next();
    }

    EventLoop loop() {
        return loop;
    }

    /** Runs the task on the event loop, immediately if the caller is on it, and returns when it is done. */
    <T> T call(Callable<T> task) {
        try {
            return loop.inEventLoop() ? task.call() : loop.submit(task).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw asUnchecked(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The event loop did not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the event loop", e);
        } catch (Exception e) {
            throw asUnchecked(e);
        }
    }

    /** As {@link #call}, without a result. */
    void run(Runnable task) {
        call(() -> {
            task.run();
            return null;
        });
    }

    /** Returns when what the event loop does at the moment is done. */
    void barrier() {
        run(() -> {
        });
    }

    /**
     * Returns when sockets closed before are closed for the network, too: the JDK closes them in the selector's next round,
     * and a listening socket accepts until then. A task that is scheduled from inside runs in the round after that; one from
     * outside may run in the same.
     */
    void settle() {
        if (!loop.inEventLoop()) {
            CountDownLatch nextRound = new CountDownLatch(1);
            loop.execute(() -> loop.schedule(nextRound::countDown, 1, TimeUnit.MILLISECONDS));
            try {
                if (!nextRound.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("The event loop did not answer within " + TIMEOUT_SECONDS + " s");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Listens on loopback; not to be called on the event loop. */
    Channel listen(int port, ChannelHandler children, boolean autoRead) {
        return new ServerBootstrap().group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, autoRead)
                .childHandler(children)
                .bind(new InetSocketAddress(Ports.HOST, port))
                .syncUninterruptibly()
                .channel();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static RuntimeException asUnchecked(Throwable cause) {
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
