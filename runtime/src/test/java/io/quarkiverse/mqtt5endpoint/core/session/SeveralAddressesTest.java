package io.quarkiverse.mqtt5endpoint.core.session;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkiverse.mqtt5endpoint.core.connect.AddressResolver;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState;
import io.quarkiverse.mqtt5endpoint.core.hivemq.Customization;
import io.quarkiverse.mqtt5endpoint.core.hivemq.HiveMqEngines;
import io.quarkiverse.mqtt5endpoint.core.loop.NettyLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TransportSettings;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** A host name with several addresses, of which only the last one has a server. */
class SeveralAddressesTest {

    private static final List<String> NOBODY_THERE = List.of("::1", "127.0.0.2", "127.0.0.3");

    @Test
    void addressThatAnswersIsFoundWithinOneAttempt() throws Exception {
        NioEventLoopGroup group = new NioEventLoopGroup(1);
        try (ScriptedServer server = ScriptedServer.started()) {
            SessionLease lease = new SessionRegistry().acquire(request(server, group, InetAddress.getByName(server.host())));
            lease.start();
            await().until(() -> lease.connection() instanceof ConnectionState.Connected);
            assertThat(server.received(CONNECT)).hasSize(1);
            lease.release().await().atMost(Duration.ofSeconds(5));
        } finally {
            group.shutdownGracefully();
        }
    }

    private static SessionRegistry.Request request(ScriptedServer server, NioEventLoopGroup group, InetAddress last)
            throws Exception {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : NOBODY_THERE) {
            addresses.add(InetAddress.getByName(literal));
        }
        addresses.add(last);
        return request(settings(server), group, host -> CompletableFuture.completedFuture(addresses));
    }

    private static SessionRegistry.Request request(ClientSettings settings, NioEventLoopGroup group,
            AddressResolver addresses) {
        return new SessionRegistry.Request("out", settings, List.of(),
                new SessionParts(() -> NettyLoop.on(group.next()),
                        (name, loop) -> new HiveMqEngines(name, settings, (NettyLoop) loop, Customization.NONE, null, null),
                        addresses, null, null, Runnable::run),
                ChannelObserver.NONE, live -> {
                });
    }

    /** Without a second attempt. */
    private static ClientSettings settings(ScriptedServer server) {
        return new ClientSettings(null, List.of(new ServerAddress("several.example", server.port())),
                TransportSettings.PLAIN_TCP, new SessionSettings("fixed", false, false, 60), SecuritySettings.NONE,
                new ReconnectSettings(0, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new LimitSettings(10, LimitSettings.PROTOCOL_MAXIMUM, 0, 1, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                null, Duration.ZERO);
    }
}
