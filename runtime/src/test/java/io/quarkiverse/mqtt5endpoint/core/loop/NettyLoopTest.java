package io.quarkiverse.mqtt5endpoint.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioEventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** Without Netty's native library, as here, sockets are those of NIO. */
class NettyLoopTest {

    @Test
    void eventLoopOfVertxIsUsedAsItIs() {
        assertThat(Epoll.isAvailable()).isFalse();
        Vertx vertx = Vertx.vertx();
        try {
            EventLoop wanted = ((VertxInternal) vertx).createEventLoopContext().nettyEventLoop();
            NettyLoop loop = NettyLoop.on(wanted);
            assertThat(loop.isOwn()).isFalse();
            assertThat(loop.netty()).isSameAs(wanted);
            loop.close();
            assertThat(wanted.isShuttingDown()).isFalse();
        } finally {
            vertx.close();
        }
    }

    @Test
    void taskAfterTheEndStillRuns() throws Exception {
        DefaultEventLoopGroup otherKind = new DefaultEventLoopGroup(1);
        try {
            NettyLoop loop = NettyLoop.on(otherKind.next());
            loop.close();
            CompletableFuture<Boolean> whileItEnds = new CompletableFuture<>();
            loop.execute(() -> whileItEnds.complete(loop.isCurrent()));
            assertThat(whileItEnds.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.netty().awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> afterwards = new CompletableFuture<>();
            loop.run(() -> loop.schedule(Duration.ofMillis(1), () -> afterwards.complete(loop.isCurrent())));
            assertThat(afterwards.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            otherKind.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    @Test
    void loopThatCannotCarryTheSocketIsReplacedByAnOwnOne() throws Exception {
        DefaultEventLoopGroup otherKind = new DefaultEventLoopGroup(1);
        try {
            EventLoop wanted = otherKind.next();
            NettyLoop loop = NettyLoop.on(wanted);
            assertThat(loop.isOwn()).isTrue();
            assertThat(loop.netty()).isNotSameAs(wanted);
            assertThat(loop.netty().parent()).isInstanceOf(NioEventLoopGroup.class);
            loop.close();
            assertThat(loop.netty().parent().isShuttingDown()).isTrue();
            assertThat(wanted.isShuttingDown()).isFalse();
            assertThat(loop.netty().awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            otherKind.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
