package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.concurrent.Executor;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultithreadEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;

/**
 * The one thread on which a connection lives. It is the event loop of the channel's Vert.x context, so that nothing
 * hops between threads. The client chooses its kind of socket by itself, epoll where that is there: an event loop of
 * another kind cannot carry it, and then the connection gets a loop of its own.
 */
final class EventLoops {

    private final EventLoop loop;
    private final EventLoopGroup own;

    private EventLoops(EventLoop loop, EventLoopGroup own) {
        this.loop = loop;
        this.own = own;
    }

    static EventLoops on(EventLoop wanted) {
        if (Epoll.isAvailable() ? wanted.parent() instanceof EpollEventLoopGroup
                : wanted.parent() instanceof NioEventLoopGroup) {
            return new EventLoops(wanted, null);
        }
        EventLoopGroup own = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
        return new EventLoops(own.next(), own);
    }

    EventLoop loop() {
        return loop;
    }

    boolean isOwn() {
        return own != null;
    }

    /** What the client takes as an executor: a group that it uses as it is and never shuts down. */
    Executor executor() {
        return new Pinned(loop);
    }

    void close() {
        if (own != null) {
            own.shutdownGracefully();
        }
    }

    private static final class Pinned extends MultithreadEventLoopGroup {

        Pinned(EventLoop loop) {
            super(1, (Executor) loop, loop);
        }

        @Override
        protected EventLoop newChild(Executor executor, Object... args) {
            return (EventLoop) args[0];
        }
    }
}
