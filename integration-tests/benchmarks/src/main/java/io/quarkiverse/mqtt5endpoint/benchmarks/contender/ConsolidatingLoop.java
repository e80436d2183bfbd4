package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executor;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultithreadEventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;

/** One event loop as a group, with a pipeline in each of its channels that flushes no more often than it has to. */
public final class ConsolidatingLoop extends MultithreadEventLoopGroup {

    private static final int MOST_UNFLUSHED = 256;

    private ConsolidatingLoop(EventLoop loop) {
        super(1, (Executor) loop, loop);
    }

    /** Any loop of the group. */
    public static EventLoopGroup of(EventLoop loop) {
        return new ConsolidatingLoop((EventLoop) Proxy.newProxyInstance(EventLoop.class.getClassLoader(),
                new Class<?>[] { EventLoop.class }, (proxy, method, arguments) -> invoke(loop, method, arguments)));
    }

    private static Object invoke(EventLoop loop, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("register")) {
            Channel channel = arguments[0] instanceof ChannelPromise promise ? promise.channel() : (Channel) arguments[0];
            channel.pipeline().addFirst(new FlushConsolidationHandler(MOST_UNFLUSHED, true));
        }
        try {
            return method.invoke(loop, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    protected EventLoop newChild(Executor executor, Object... arguments) {
        return (EventLoop) arguments[0];
    }
}
