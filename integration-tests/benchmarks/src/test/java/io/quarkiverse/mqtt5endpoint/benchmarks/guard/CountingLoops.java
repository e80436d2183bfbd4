package io.quarkiverse.mqtt5endpoint.benchmarks.guard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.spi.SelectorProvider;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopTaskQueueFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutorChooserFactory;
import io.netty.util.concurrent.RejectedExecutionHandlers;

/** Event loops that count their tasks, and the flushes of clients that are registered with them. */
final class CountingLoops extends NioEventLoopGroup {

    private static final class CountingQueues implements EventLoopTaskQueueFactory {

        private final Counts counts;

        CountingQueues(Counts counts) {
            this.counts = counts;
        }

        @Override
        public Queue<Runnable> newTaskQueue(int capacity) {
            return new LinkedBlockingQueue<>() {
                @Override
                public boolean offer(Runnable task) {
                    counts.tasks.incrementAndGet();
                    return super.offer(task);
                }
            };
        }
    }

    CountingLoops(Executor threads, Counts counts) {
        super(1, threads, DefaultEventExecutorChooserFactory.INSTANCE, SelectorProvider.provider(),
                DefaultSelectStrategyFactory.INSTANCE, RejectedExecutionHandlers.reject(), new CountingQueues(counts));
    }

    @Override
    protected EventLoop newChild(Executor threads, Object... arguments) throws Exception {
        EventLoop loop = super.newChild(threads, arguments);
        Counts counts = ((CountingQueues) arguments[arguments.length - 1]).counts;
        return (EventLoop) Proxy.newProxyInstance(EventLoop.class.getClassLoader(), new Class<?>[] { EventLoop.class },
                (proxy, method, values) -> invoke(loop, method, values, counts));
    }

    private static Object invoke(EventLoop loop, Method method, Object[] arguments, Counts counts) throws Throwable {
        if (method.getName().equals("register")) {
            Channel channel = arguments[0] instanceof ChannelPromise promise ? promise.channel() : (Channel) arguments[0];
            if (channel.parent() == null && !(channel instanceof ServerChannel)) {
                channel.pipeline().addFirst(new FlushCounter(counts));
            }
        }
        try {
            return method.invoke(loop, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
