package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.DefaultEventLoop;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.hivemq.Customization;
import io.quarkiverse.mqtt5endpoint.core.hivemq.HiveMqEngines;
import io.quarkiverse.mqtt5endpoint.core.loop.NettyLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TransportSettings;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** A connection that can't live on the event loop that it is offered. */
class OwnEventLoopTest {

    @Test
    void afterGivingUpEachMessageIsStillRefused() throws Exception {
        try (ScriptedServer server = ScriptedServer.started()) {
            server.dropTcp();
            DefaultEventLoop anotherKind = new DefaultEventLoop();
            ClientSettings settings = settings(server);
            List<NettyLoop> loops = new ArrayList<>();
            SessionRegistry sessions = new SessionRegistry();
            SessionLease lease = sessions.acquire(new SessionRegistry.Request("out", settings, List.of(),
                    new SessionParts(() -> remembered(loops, NettyLoop.on(anotherKind)),
                            (name, loop) -> new HiveMqEngines(name, settings, (NettyLoop) loop, Customization.NONE, null, null),
                            host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())), null, null,
                            Runnable::run),
                    ChannelObserver.NONE, live -> {
                    }));
            lease.start();
            await().until(() -> lease.state() instanceof SessionState.Failed);
            for (int i = 0; i < 3; i++) {
                assertThat(lease.publish(message(), new PublishTerms(Duration.ZERO)).outcome().toCompletableFuture().get(5,
                        TimeUnit.SECONDS))
                        .isInstanceOf(PublishOutcome.Failed.class);
            }
            lease.release().await().atMost(Duration.ofSeconds(5));
            assertThat(loops.get(0).netty().awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThat(lease.publish(message(), new PublishTerms(Duration.ZERO)).outcome().toCompletableFuture().get(5,
                    TimeUnit.SECONDS)).as("after the end of the loop").isInstanceOf(PublishOutcome.Failed.class);
            anotherKind.shutdownGracefully();
        }
    }

    private static NettyLoop remembered(List<NettyLoop> loops, NettyLoop loop) {
        loops.add(loop);
        return loop;
    }

    private static ClientSettings settings(ScriptedServer server) {
        return new ClientSettings(null, List.of(new ServerAddress(server.host(), server.port())), TransportSettings.PLAIN_TCP,
                new SessionSettings("fixed", false, false, 60),
                SecuritySettings.NONE, new ReconnectSettings(0, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new LimitSettings(10, LimitSettings.PROTOCOL_MAXIMUM, 0, 1, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                null, Duration.ZERO);
    }

    private static OutgoingPublish message() {
        return new OutgoingPublish("t", 1, false, ByteBuffer.allocate(0), -1, null, null, null, null, List.of());
    }
}
