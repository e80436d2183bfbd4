package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.mqtt5.advanced.interceptor.Mqtt5ClientInterceptors;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectPayload;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What an application can change about a client, and what it can't. */
class CustomizerTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void whatItSetsIsInEachConnect() {
        app.customizing((channel, builder) -> builder.simpleAuth().username("other").password("secret".getBytes())
                .applySimpleAuth().willPublish().topic("gone").applyWillPublish());
        app.outgoing("out", "username=configured", "client-id=fixed");
        server.awaitReceived(CONNECT, 1);
        server.cut();
        assertThat(server.awaitReceived(CONNECT, 2)).extracting(CustomizerTest::payload).allSatisfy(connect -> {
            assertThat(connect.userName()).isEqualTo("other");
            assertThat(connect.willTopic()).isEqualTo("gone");
            assertThat(connect.clientIdentifier()).isEqualTo("fixed");
        });
    }

    @Test
    void itSeesWhatIsConfiguredAndCanLeaveItAsItIs() {
        List<Object> seen = new CopyOnWriteArrayList<>();
        app.customizing((channel, builder) -> {
            seen.add(channel);
            seen.add(builder.build().getConfig().getServerPort());
            seen.add(builder.build().getConfig().getWillPublish().orElseThrow().getTopic().toString());
            return builder;
        });
        app.outgoing("out", "username=configured", "will-topic=gone");
        assertThat(payload(server.awaitReceived(CONNECT, 1).get(0)).userName()).isEqualTo("configured");
        assertThat(seen).containsExactly("out", server.port(), "gone");
    }

    @Test
    void listenersExecutorAndReconnectStayOurs() {
        AtomicInteger theirs = new AtomicInteger();
        app.customizing((channel, builder) -> builder.automaticReconnectWithDefaultConfig()
                .addConnectedListener(context -> theirs.incrementAndGet())
                .addDisconnectedListener(context -> theirs.incrementAndGet())
                .executorConfig().nettyExecutor(task -> theirs.incrementAndGet()).applyExecutorConfig());
        app.connector("reconnect-attempts", 0);
        Producer out = app.outgoing("out");
        out.send("m").join();
        server.dropTcp();
        server.cut();
        await().until(() -> !app.liveness("out").isOk());
        assertThat(server.received(CONNECT)).hasSize(1);
        assertThat(theirs).hasValue(0);
    }

    @Test
    void itsInterceptorsRunBesideOurs() {
        List<String> intercepted = new CopyOnWriteArrayList<>();
        app.customizing((channel, builder) -> builder.advancedConfig().interceptors(Mqtt5ClientInterceptors.builder()
                .incomingQos1Interceptor((config, publish, pubAck) -> intercepted.add(publish.getTopic().toString())).build())
                .applyAdvancedConfig());
        Consumer in = app.incoming("in", "topic=t").acknowledging();
        server.awaitReceived(SUBSCRIBE, 1);
        server.publish("t", "m", 1);
        in.awaitMessages(1);
        server.awaitReceived(PUBACK, 1);
        assertThat(intercepted).containsExactly("t");
    }

    @Test
    void whenItFailsTheChannelFailsWithASentence() {
        app.customizing((channel, builder) -> {
            throw new IllegalStateException("no way");
        });
        Consumer in = app.incoming("in", "topic=t");
        assertThat(in.awaitFailure())
                .hasMessageContaining("Channel `in`: a ClientCustomizer failed: java.lang.IllegalStateException: no way");
        assertThat(app.liveness("in").isOk()).isFalse();
        assertThat(server.tcpConnections()).isZero();
    }

    @Test
    void whenItFailsWithAnErrorTheChannelFailsToo() {
        app.customizing((channel, builder) -> {
            throw new NoClassDefFoundError("proxy");
        });
        assertThat(app.incoming("in", "topic=t").awaitFailure()).hasMessageContaining("NoClassDefFoundError: proxy");
    }

    @Test
    void oneThatNeverReturnsUsesUpTheAttemptsOfItsChannelAndOfNoOther() {
        CompletableFuture<Void> never = new CompletableFuture<>();
        app.customizing((channel, builder) -> {
            if (channel.equals("stuck")) {
                never.join();
            }
            return builder;
        });
        Consumer stuck = app.incoming("stuck", "topic=t", "connect-timeout-seconds=1", "reconnect-attempts=0");
        app.outgoing("free").send("m").join();
        assertThat(stuck.awaitFailure()).hasMessageContaining("Channel `stuck`: gave up")
                .hasMessageContaining("a ClientCustomizer did not return: no answer within 1 s");
        never.complete(null);
    }

    private static MqttConnectPayload payload(ReceivedPacket connect) {
        return ((MqttConnectMessage) connect.message()).payload();
    }
}
