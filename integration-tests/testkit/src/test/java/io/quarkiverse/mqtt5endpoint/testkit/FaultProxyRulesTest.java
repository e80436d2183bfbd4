package io.quarkiverse.mqtt5endpoint.testkit;

import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.netty.handler.codec.mqtt.MqttMessageType;

/** Resets, lost bytes and delays; what else a proxy does is in {@link FaultProxyTest}. */
@Timeout(60)
class FaultProxyRulesTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final FaultProxy proxy = FaultProxy.before(server);

    @AfterEach
    void close() {
        proxy.close();
        assertThat(server.failures()).isEmpty();
        server.close();
    }

    @Test
    void resetOnKeepsThePacketBackAndResets() throws Exception {
        CompletableFuture<Void> done = proxy.resetOn(Direction.UPSTREAM, MqttMessageType.CONNECT, 1);
        try (Socket socket = new Socket(proxy.host(), proxy.port())) {
            server.awaitTcpConnections(1);
            socket.getOutputStream().write(new byte[] { 0x10, 30, 0, 4, 'M', 'Q', 'T', 'T' });
            done.get(5, TimeUnit.SECONDS);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        server.awaitOpenConnections(0);
        assertThat(server.connects()).isZero();
    }

    @Test
    void swallowOnLosesThePacketAndAllThatFollow() throws Exception {
        try (MqttCompanion client = connect()) {
            CompletableFuture<Void> done = proxy.swallowOn(Direction.UPSTREAM, PUBLISH, 2);
            client.publish("t", "1", 1).awaitCompletion();
            client.publish("t", "2", 0).awaitCompletion();
            client.publish("t", "3", 0).awaitCompletion();
            done.get(5, TimeUnit.SECONDS);
            server.publish("t", "the other way is open", 0);
            client.received().awaitRecords(1);
            assertThat(server.publishes()).extracting(ReceivedPublish::text).containsExactly("1");
            proxy.cut();
            Awaitility.await().until(() -> !client.isConnected());
        }
        try (MqttCompanion client = connect()) {
            assertThat(client.publish("t", "a new connection loses nothing", 1).awaitReasonCode()).isZero();
        }
    }

    @Test
    void swallowLosesWhatTheServerSends() throws IOException {
        try (MqttCompanion client = connect()) {
            proxy.swallow(Direction.DOWNSTREAM);
            server.publish("t", "lost", 0);
            client.publish("t", "x", 0).awaitCompletion();
            server.awaitReceived(PUBLISH, 1);
            proxy.cut();
            Awaitility.await().until(() -> !client.isConnected());
            assertThat(client.received().records()).isEmpty();
        }
    }

    @Test
    void delayOnDelaysFromThatPacketOn() throws Exception {
        try (MqttCompanion client = connect()) {
            CompletableFuture<Void> done = proxy.delayOn(Direction.DOWNSTREAM, PUBACK, 2, Duration.ofMillis(200));
            client.publish("t", "x", 1).awaitCompletion();
            assertThat(done).isNotDone();
            assertThat(timeToPublish(client)).as("the second").isGreaterThanOrEqualTo(Duration.ofMillis(200));
            assertThat(done).isDone();
            assertThat(timeToPublish(client)).as("the third").isGreaterThanOrEqualTo(Duration.ofMillis(200));
            proxy.delay(Duration.ZERO);
            assertThat(client.publish("t", "x", 1).awaitReasonCode()).isZero();
        }
    }

    private static Duration timeToPublish(MqttCompanion client) {
        long start = System.nanoTime();
        client.publish("t", "x", 1).awaitCompletion();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private MqttCompanion connect() {
        return MqttCompanion.connect(proxy.host(), proxy.port(), "c");
    }
}
