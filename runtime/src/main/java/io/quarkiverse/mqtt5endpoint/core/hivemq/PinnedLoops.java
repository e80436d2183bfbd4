package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.concurrent.Executor;

import io.netty.channel.EventLoop;
import io.netty.channel.MultithreadEventLoopGroup;

/** One event loop as a group, which the client uses as it is and never shuts down. */
final class PinnedLoops extends MultithreadEventLoopGroup {

    PinnedLoops(WatchedLoop loop) {
        super(1, (Executor) loop, loop);
    }

    @Override
    protected EventLoop newChild(Executor executor, Object... args) {
        return (EventLoop) args[0];
    }
}
