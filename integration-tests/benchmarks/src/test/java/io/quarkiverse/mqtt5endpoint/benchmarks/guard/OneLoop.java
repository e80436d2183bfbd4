package io.quarkiverse.mqtt5endpoint.benchmarks.guard;

import java.lang.management.ManagementFactory;
import java.util.concurrent.ThreadFactory;

import com.sun.management.ThreadMXBean;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;

/**
 * The connector and its server on one and the same thread: what one of them sends is all there before the other looks, so
 * that counts don't depend on how fast the machine is.
 */
final class OneLoop extends JDKTransport {

    private final Counts counts = new Counts();

    Vertx vertx() {
        return new VertxBuilder(new VertxOptions().setEventLoopPoolSize(1)).findTransport(this).init().vertx();
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        return type == IO_EVENT_LOOP_GROUP ? new CountingLoops(new ThreadPerTaskExecutor(factory), counts)
                : super.eventLoopGroup(type, threads, factory, ioRatio);
    }

    /** On the loop. */
    Counts.Snapshot snapshot() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return new Counts.Snapshot(counts.tasks.get(), counts.flushes.get(),
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()));
    }
}
