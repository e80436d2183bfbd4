package io.quarkiverse.mqtt5endpoint.testkit;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.netty.handler.codec.mqtt.MqttMessageType;

@Timeout(60)
class FaultProxyTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final FaultProxy proxy = FaultProxy.before(server);

    @AfterEach
    void close() {
        proxy.close();
        assertThat(server.failures()).isEmpty();
        server.close();
    }

    @Test
    void forwardsAndRecords() {
        proxy.record();
        try (MqttCompanion client = connect()) {
            client.publish(TestMessage.to("t").payload("x").contentType("text/plain")).awaitCompletion();
        }
        assertThat(proxy.awaitPackets(Direction.UPSTREAM, MqttMessageType.DISCONNECT, 1)).hasSize(1);
        assertThat(proxy.packets(Direction.UPSTREAM)).extracting(ReceivedPacket::type)
                .containsExactly(MqttMessageType.CONNECT, PUBLISH, MqttMessageType.DISCONNECT);
        assertThat(proxy.packets(Direction.DOWNSTREAM)).extracting(ReceivedPacket::type).containsExactly(CONNACK, PUBACK);
        assertThat(proxy.packets(Direction.UPSTREAM, PUBLISH).get(0).asPublish().text()).isEqualTo("x");
        assertThat(proxy.connections()).isEqualTo(1);
        Awaitility.await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void cutClosesBothSides() {
        try (MqttCompanion client = connect()) {
            assertThat(proxy.openConnections()).isEqualTo(1);
            proxy.cut();
            assertThat(proxy.openConnections()).isZero();
            Awaitility.await().until(() -> !client.isConnected());
            server.awaitOpenConnections(0);
        }
    }

    @Test
    void resetReachesTheClientAsReset() throws IOException {
        try (Socket socket = new Socket(proxy.host(), proxy.port())) {
            server.awaitTcpConnections(1);
            proxy.reset();
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void refusedDroppedAndAcceptedAgain() throws IOException {
        try (MqttCompanion present = connect()) {
            proxy.refuse();
            assertThatThrownBy(() -> new Socket(proxy.host(), proxy.port())).hasMessageContaining("refused");
            assertThat(present.publish("t", "still there", 1).awaitReasonCode()).isZero();
        }
        proxy.accept().drop();
        try (Socket socket = new Socket(proxy.host(), proxy.port())) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        proxy.accept();
        try (MqttCompanion client = connect()) {
            assertThat(client.isConnected()).isTrue();
        }
        assertThat(proxy.connections()).isEqualTo(3);
    }

    @Test
    void stallHoldsBytesAndResumeLetsThemThrough() {
        try (MqttCompanion client = connect()) {
            proxy.stallDownstream();
            PublishTask published = client.publish("t", "x", 1);
            server.awaitReceived(PUBLISH, 1);
            assertThat(published.isDone()).isFalse();
            proxy.resume();
            assertThat(published.awaitReasonCode()).isZero();

            proxy.stallUpstream();
            PublishTask second = client.publish("t", "y", 1);
            server.publish("t", "downstream is open", 0);
            client.received().awaitRecords(1);
            assertThat(server.publishes()).hasSize(1);
            proxy.resume();
            assertThat(second.awaitReasonCode()).isZero();
        }
    }

    @Test
    void throttledBytesTakeTheirTime() {
        proxy.throttle(Direction.UPSTREAM, 200_000);
        try (MqttCompanion client = connect()) {
            long began = System.nanoTime();
            client.publish(TestMessage.to("t").payload(new byte[100_000])).awaitCompletion();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(490));
            proxy.throttle(Direction.UPSTREAM, 0);
            assertThat(client.publish("t", "x", 1).awaitReasonCode()).isZero();
        }
        assertThat(server.publishes()).hasSize(2);
    }

    @Test
    void connectionMadeDuringStallWorksAfterIt() {
        proxy.stall();
        CompletableFuture<MqttCompanion> connecting = CompletableFuture.supplyAsync(this::connect);
        server.awaitTcpConnections(1);
        assertThat(server.connects()).isZero();
        proxy.resume();
        try (MqttCompanion client = connecting.join()) {
            assertThat(client.publish("t", "x", 1).awaitReasonCode()).isZero();
        }
    }

    @Test
    void delayDelaysBothWaysAndKeepsTheOrder() {
        try (MqttCompanion client = connect()) {
            client.subscribe("t", 1);
            proxy.delay(Duration.ofMillis(100));
            long start = System.nanoTime();
            client.publish("t", "x", 1).awaitCompletion();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            for (int i = 0; i < 50; i++) {
                server.publish("t", String.valueOf(i), 0);
            }
            proxy.delay(Duration.ZERO);
            server.publish("t", "50", 0);
            client.received().awaitRecords(51);
            assertThat(client.received().payloads()).hasSize(51).endsWith("49", "50").startsWith("0", "1");
        }
    }

    @Test
    void cutOnKeepsThePacketBack() throws Exception {
        proxy.record();
        CompletableFuture<Void> done = proxy.cutOn(Direction.UPSTREAM, PUBLISH, 3);
        try (MqttCompanion client = connect()) {
            client.publish("t", "1", 1).awaitCompletion();
            client.publish("t", "2", 1).awaitCompletion();
            assertThatThrownBy(() -> client.publish("t", "3", 1).awaitCompletion()).isInstanceOf(IllegalStateException.class);
        }
        done.get(5, TimeUnit.SECONDS);
        server.awaitOpenConnections(0);
        assertThat(server.publishes()).extracting(ReceivedPublish::text).containsExactly("1", "2");
        assertThat(proxy.packets(Direction.UPSTREAM, PUBLISH)).hasSize(2);
        assertThat(proxy.openConnections()).isZero();
    }

    @Test
    void cutAfterLetsThePacketThroughButNotItsAnswer() throws Exception {
        CompletableFuture<Void> done = proxy.record().cutAfter(Direction.UPSTREAM, PUBLISH, 2);
        try (MqttCompanion client = connect()) {
            client.publish("t", "1", 1).awaitCompletion();
            assertThatThrownBy(() -> client.publish("t", "2", 1).awaitCompletion()).isInstanceOf(IllegalStateException.class);
        }
        done.get(5, TimeUnit.SECONDS);
        server.awaitReceived(PUBLISH, 2);
        assertThat(proxy.packets(Direction.DOWNSTREAM, PUBACK)).hasSize(1);
    }

    @Test
    void stallOnHoldsThePacket() throws Exception {
        CompletableFuture<Void> done = proxy.stallOn(Direction.DOWNSTREAM, PUBACK, 1);
        try (MqttCompanion client = connect()) {
            PublishTask published = client.publish("t", "1", 1);
            done.get(5, TimeUnit.SECONDS);
            assertThat(published.isDone()).isFalse();
            proxy.resume();
            assertThat(published.awaitReasonCode()).isZero();
            assertThat(client.publish("t", "2", 1).awaitReasonCode()).isZero();
        }
    }

    @Test
    void cutWhenAPacketContainsSomething() throws Exception {
        CompletableFuture<Void> done = proxy.cutWhen(Direction.UPSTREAM,
                packet -> new String(packet, StandardCharsets.ISO_8859_1).contains("poison"), false);
        try (MqttCompanion client = connect()) {
            client.publish("t", "1", 1).awaitCompletion();
            assertThatThrownBy(() -> client.publish("t", "poison", 1).awaitCompletion())
                    .isInstanceOf(IllegalStateException.class);
        }
        done.get(5, TimeUnit.SECONDS);
        assertThat(server.publishes()).hasSize(1);
        try (MqttCompanion client = connect()) {
            assertThat(client.publish("t", "poison", 1).awaitReasonCode()).isZero();
        }
    }

    @Test
    void cutAfterBytesEndsInTheMiddleOfAPacket() throws Exception {
        try (Socket socket = new Socket(proxy.host(), proxy.port())) {
            server.awaitTcpConnections(1);
            CompletableFuture<Void> done = proxy.cutAfterBytes(Direction.UPSTREAM, 5);
            socket.getOutputStream().write(new byte[] { 0x10, 30, 0, 4, 'M', 'Q', 'T', 'T' });
            done.get(5, TimeUnit.SECONDS);
            server.awaitOpenConnections(0);
            assertThat(server.connects()).isZero();
        }
    }

    @Test
    void targetChangesForNewConnections() throws IOException {
        try (ScriptedServer other = ScriptedServer.started()) {
            proxy.target(other.host(), other.port());
            try (MqttCompanion client = connect()) {
                assertThat(other.connects()).isEqualTo(1);
                assertThat(server.connects()).isZero();
            }
        }
        try (Socket socket = new Socket(proxy.host(), proxy.port())) {
            assertThat(socket.getInputStream().read()).as("nobody listens there").isEqualTo(-1);
        }
    }

    @Test
    void otherProtocolsPassUnchanged() throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        try (ServerSocket echo = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                FaultProxy plain = FaultProxy.before("127.0.0.1", echo.getLocalPort());
                Socket socket = new Socket(plain.host(), plain.port());
                Socket accepted = echo.accept()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> write(socket, bytes));
            assertThat(accepted.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
            sent.join();
        }
    }

    @Test
    void stalledClientSeesAnOpenConnection() throws IOException {
        proxy.stall();
        try (Socket socket = new Socket(proxy.host(), proxy.port())) {
            socket.setSoTimeout(100);
            InputStream in = socket.getInputStream();
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void bulkPassesWithRecordingOff() {
        try (ArtemisServer artemis = ArtemisServer.started();
                FaultProxy fast = FaultProxy.before(artemis);
                MqttCompanion client = MqttCompanion.connect(fast.host(), fast.port(), "bulk")) {
            client.subscribe("bulk", 1);
            client.publish(5_000, i -> TestMessage.of("bulk", String.valueOf(i))).awaitCompletion();
            assertThat(client.received().awaitRecords(5_000).records()).hasSize(5_000);
            assertThat(fast.packets(Direction.UPSTREAM)).isEmpty();
        }
    }

    private MqttCompanion connect() {
        return MqttCompanion.connect(proxy.host(), proxy.port(), "c");
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
