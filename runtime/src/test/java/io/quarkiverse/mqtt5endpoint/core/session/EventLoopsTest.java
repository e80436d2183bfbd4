package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.nio.NioEventLoopGroup;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/** Without Netty's native library, as here, sockets are those of NIO. */
class EventLoopsTest {

    @Test
    void theEventLoopOfVertxIsUsedAsItIs() {
        assertThat(Epoll.isAvailable()).isFalse();
        Vertx vertx = Vertx.vertx();
        try {
            EventLoop wanted = ((VertxInternal) vertx).createEventLoopContext().nettyEventLoop();
            EventLoops loops = EventLoops.on(wanted);
            assertThat(loops.isOwn()).isFalse();
            assertThat(loops.loop()).isSameAs(wanted);
            assertThat(((EventLoopGroup) loops.executor()).next()).isSameAs(wanted);
            loops.close();
            assertThat(wanted.isShuttingDown()).isFalse();
        } finally {
            vertx.close();
        }
    }

    @Test
    void aLoopThatCannotCarryTheSocketIsReplacedByAnOwnOne() throws Exception {
        DefaultEventLoopGroup otherKind = new DefaultEventLoopGroup(1);
        try {
            EventLoop wanted = otherKind.next();
            EventLoops loops = EventLoops.on(wanted);
            assertThat(loops.isOwn()).isTrue();
            assertThat(loops.loop()).isNotSameAs(wanted);
            assertThat(loops.loop().parent()).isInstanceOf(NioEventLoopGroup.class);
            assertThat(((EventLoopGroup) loops.executor()).next()).isSameAs(loops.loop());
            loops.close();
            assertThat(loops.loop().parent().isShuttingDown()).isTrue();
            assertThat(wanted.isShuttingDown()).isFalse();
            assertThat(loops.loop().awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            otherKind.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
