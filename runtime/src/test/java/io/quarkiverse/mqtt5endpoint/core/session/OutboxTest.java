package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

class OutboxTest {

    private static final ServerLimits NO_LIMITS = new ServerLimits(2, true, Integer.MAX_VALUE, true, true);

    private final EventLoop loop = new DefaultEventLoop();
    private final Outbox outbox = new Outbox(loop);
    private final List<String> sent = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        loop.shutdownGracefully();
    }

    @Test
    void aMessageFromTheEventLoopDoesNotOvertakeOneFromAnotherThread() throws Exception {
        loop.submit(() -> outbox.connected(packet -> {
            sent.add(packet.getTopic().toString());
            return new CompletableFuture<>();
        }, NO_LIMITS, false)).sync();
        CountDownLatch loopIsBusy = new CountDownLatch(1);
        CountDownLatch firstIsOnItsWay = new CountDownLatch(1);
        Future<?> second = loop.submit(() -> {
            loopIsBusy.countDown();
            firstIsOnItsWay.await();
            return outbox.publish(to("second"), 0, new Counters());
        });
        loopIsBusy.await();
        outbox.publish(to("first"), 0, new Counters());
        firstIsOnItsWay.countDown();
        second.sync();
        loop.submit(() -> {
        }).sync();
        assertThat(sent).containsExactly("first", "second");
    }

    private static Publication to(String topic) {
        return new Publication(topic, 1, false, ByteBuffer.allocate(0), -1, null, null, null, null, List.of());
    }
}
