package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.netty.channel.DefaultEventLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
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
            ClientSession session = new ClientSession(settings(server), anotherKind,
                    new ConnectionMaker(host -> CompletableFuture.completedFuture(InetAddress.getLoopbackAddress()),
                            Runnable::run));
            ProducerRole role = session.producer(new OutgoingSettings("out", settings(server), "t", 1, false, -1, null, null, 1,
                    Duration.ZERO, true), new Provided(Customization.NONE, null, null, null));
            role.startPublishing();
            await().until(() -> role.status().phase() == SessionStatus.Phase.FAILED);
            for (int i = 0; i < 3; i++) {
                assertThat(role.publish(message()).outcome().toCompletableFuture().get(5, TimeUnit.SECONDS))
                        .isInstanceOf(PublishOutcome.Failed.class);
            }
            session.disconnect().await().atMost(Duration.ofSeconds(5));
            anotherKind.shutdownGracefully();
        }
    }

    private static ClientSettings settings(ScriptedServer server) {
        return new ClientSettings(null, List.of(new ServerAddress(server.host(), server.port())), TransportSettings.PLAIN_TCP,
                new SessionSettings("fixed", false, false, 60),
                SecuritySettings.NONE, new ReconnectSettings(0, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new LimitSettings(10, LimitSettings.PROTOCOL_MAXIMUM, 0, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                null, Duration.ZERO);
    }

    private static Publication message() {
        return new Publication("t", 1, false, ByteBuffer.allocate(0), -1, null, null, null, null, List.of());
    }
}
