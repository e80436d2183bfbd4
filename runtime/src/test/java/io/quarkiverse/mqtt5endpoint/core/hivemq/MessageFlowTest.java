package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.reactivex.schedulers.Schedulers;

class MessageFlowTest {

    private final ManualLoop loop = new ManualLoop();
    // The client would otherwise start threads of its own, which other tests look for.
    private final EventLoop netty = new DefaultEventLoop();
    private final Mqtt5RxClient client = Mqtt5Client.builder().executorConfig()
            .nettyExecutor(new PinnedLoops(new WatchedLoop(netty, channel -> {
            })))
            .applicationScheduler(Schedulers.trampoline()).applyExecutorConfig().buildRx();
    private final MessageFlow flow = new MessageFlow("in", loop, publish -> {
    });

    @AfterEach
    void end() {
        netty.shutdownGracefully();
    }

    @Test
    void flowIsRegisteredAgainWhenTheClientForgetsTheSession() {
        flow.connectionLost(client, 100);
        loop.advance(Duration.ofSeconds(109));
        assertThat(loop.timers()).isEqualTo(1);
        loop.advance(Duration.ofSeconds(1));
        assertThat(loop.timers()).isZero();
    }

    @Test
    void clientForgetsNothingWhileItIsConnected() {
        flow.connectionLost(client, 100);
        flow.connected();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void sessionThatNeverExpiresIsNotForgotten() {
        flow.connectionLost(client, SessionSettings.NEVER_EXPIRES);
        flow.connectionLost(client, 0);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void retiredEngineNeedsNoFlow() {
        flow.connectionLost(client, 100);
        flow.retire();
        assertThat(loop.timers()).isZero();
    }
}
