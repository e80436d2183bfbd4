package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBREC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** When a lost connection is tried again, how often, and when not. */
class ReconnectTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void channelWithoutAServerFailsAfterTheLastAttempt() {
        server.dropTcp();
        Consumer consumer = app.incoming("in", "reconnect-attempts=0");
        assertThat(consumer.awaitFailure())
                .hasMessageContaining("Channel `in`: gave up on " + server.host() + ":" + server.port())
                .hasMessageContaining("(attribute `reconnect-attempts`, 0)");
        assertThat(server.tcpConnections()).isEqualTo(1);
        assertThat(app.liveness("in").isOk()).isFalse();
        assertThat(app.readiness("in").isOk()).isFalse();
        assertThat(app.startup("in").isOk()).isTrue();
        assertThat(app.liveness("in").getMessage()).contains("gave up");
    }

    @Test
    void channelStartsWhenItsServerDoes() {
        server.dropTcp();
        Consumer consumer = app.incoming("in", "reconnect-attempts=-1");
        server.awaitTcpConnections(1);
        assertThat(consumer.failure()).isNull();
        assertThat(app.liveness("in").isOk()).isTrue();
        assertThat(app.startup("in").isOk()).isFalse();
        server.acceptTcp();
        await().until(() -> app.readiness("in").isOk());
    }

    @Test
    void attemptsCountFromTheBeginningAfterAnAcknowledgedMessage() {
        Consumer consumer = app.incoming("in", "reconnect-attempts=1", "client-id=fixed").acknowledging();
        for (int i = 1; i <= 2; i++) {
            await().until(() -> app.readiness("in").isOk());
            server.publish("in", "message " + i, 1);
            server.awaitReceived(PUBACK, i);
            server.cut();
            server.awaitReceived(CONNECT, i + 1);
        }
        assertThat(consumer.failure()).isNull();
    }

    @Test
    void serverThatAcceptsAndHangsUpUsesUpTheAttempts() {
        server.onConnect(ConnectAnswers.accept().then((connection, packet) -> connection.close()));
        Consumer consumer = app.incoming("in", "reconnect-attempts=1", "client-id=fixed");
        assertThat(consumer.awaitFailure()).hasMessageContaining("gave up").hasMessageContaining("`reconnect-attempts`, 1");
        assertThat(server.received(CONNECT)).hasSize(2);
        assertThat(app.liveness("in").isOk()).isFalse();
    }

    @Test
    void serverThatNeverAnswersSubscribeUsesUpTheAttempts() {
        server.onSubscribe(Answer.silence());
        Consumer consumer = app.incoming("in", "reconnect-attempts=0", "connect-timeout-seconds=1", "client-id=fixed");
        assertThat(consumer.awaitFailure()).hasMessageContaining("`reconnect-attempts`, 0")
                .hasMessageContaining("no answer to SUBSCRIBE within 1 s");
        assertThat(server.received(CONNECT)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x84, 0x85, 0x8A, 0x8C, 0x90 })
    void refusalThatCannotChangeIsNotTriedAgain(int reasonCode) {
        server.onConnect(ConnectAnswers.refuse(reasonCode, PropertiesBuilder.properties().reasonString("because")));
        Consumer consumer = app.incoming("in");
        assertThat(consumer.awaitFailure()).hasMessageContaining("Channel `in`")
                .hasMessageContaining("refused the connection permanently")
                .hasMessageContaining("0x" + Integer.toHexString(reasonCode).toUpperCase()).hasMessageContaining("because");
        assertThat(server.received(CONNECT)).hasSize(1);
    }

    @Test
    void serverThatSaysWhereToGoIsFollowed() {
        try (ScriptedServer other = ScriptedServer.started(); TestLog log = new TestLog()) {
            server.onConnect(ConnectAnswers.refuse(0x9C,
                    PropertiesBuilder.properties().serverReference(other.host() + ":" + other.port())));
            app.incoming("referred");
            other.awaitReceived(CONNECT, 1);
            await().until(() -> app.readiness("referred").isOk());
            assertThat(log.lines(190, "referred")).singleElement().asString().contains(other.host() + ":" + other.port());
        }
    }

    @Test
    void messagesBeyondTheReceiveMaximumWaitUntilEarlierOnesAreAcknowledged() {
        try (TestLog log = new TestLog()) {
            Consumer consumer = app.incoming("storm", "topic=t", "qos=2", "receive-maximum=2", "client-id=fixed");
            server.awaitReceived(CONNECT, 1);
            await().until(() -> app.readiness("storm").isOk());
            server.publish("t", "two".getBytes(), 2, false, MqttProperties.NO_PROPERTIES, 1, false);
            server.publish("t", "one".getBytes(), 1, false, MqttProperties.NO_PROPERTIES, 2, false);
            consumer.awaitMessages(2);
            server.onConnect(ConnectAnswers.accept().withSession().thenSend(
                    Packets.publish("t", "two".getBytes(), 2, false, MqttProperties.NO_PROPERTIES, 1, true),
                    Packets.publish("t", "one".getBytes(), 1, false, MqttProperties.NO_PROPERTIES, 2, true)));
            server.cut();
            server.awaitReceived(CONNECT, 2);
            await().until(() -> log.lines(106, "storm").size() == 1);
            assertThat(consumer.payloads()).containsExactly("two", "one");
            consumer.ack(0);
            server.awaitReceived(PUBREC, 1);
            consumer.awaitMessages(3);
            consumer.ack(2);
            server.awaitReceived(PUBACK, 1);
            assertThat(server.received(CONNECT)).extracting(ReconnectTest::receiveMaximum).containsExactly(2, 2);
            assertThat(consumer.payloads()).containsExactly("two", "one", "one");
        }
    }

    @Test
    void reconnectsResumeTheSessionAndKeepTheGeneratedClientId() {
        app.incoming("in");
        await().until(() -> app.readiness("in").isOk());
        server.cut();
        List<ReceivedPacket> connects = server.awaitReceived(CONNECT, 2);
        MqttConnectMessage first = (MqttConnectMessage) connects.get(0).message();
        MqttConnectMessage second = (MqttConnectMessage) connects.get(1).message();
        assertThat(first.payload().clientIdentifier()).matches("gio-apim-client-[0-9a-f]{8}")
                .isEqualTo(second.payload().clientIdentifier());
        assertThat(first.variableHeader().isCleanSession()).isTrue();
        assertThat(second.variableHeader().isCleanSession()).isFalse();
    }

    @Test
    void credentialsAreSentAtEachConnect() {
        app.incoming("in", "username=ann", "password=secret");
        await().until(() -> app.readiness("in").isOk());
        server.cut();
        assertThat(server.awaitReceived(CONNECT, 2)).allSatisfy(connect -> {
            MqttConnectMessage message = (MqttConnectMessage) connect.message();
            assertThat(message.payload().userName()).isEqualTo("ann");
            assertThat(message.payload().passwordInBytes()).isEqualTo("secret".getBytes());
        });
    }

    @Test
    void unknownHostIsNamed() {
        try (TestEndpoint lost = TestEndpoint.at("no-such-host.invalid", 1883)) {
            assertThat(lost.incoming("in", "reconnect-attempts=0").awaitFailure()).hasMessageContaining("Channel `in`: gave up")
                    .hasMessageContaining("no-such-host.invalid is unknown");
        }
    }

    @Test
    void stoppingEndsTheWaitForTheNextAttempt() {
        server.dropTcp();
        app.incoming("in", "reconnect-max-interval-seconds=120", "reconnect-interval-seconds=100");
        server.awaitTcpConnections(1);
        await().until(() -> app.readiness("in").getMessage().contains("no connection"));
        long before = System.nanoTime();
        app.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(50));
        assertThat(server.tcpConnections()).isEqualTo(1);
    }

    private static int receiveMaximum(ReceivedPacket connect) {
        return (Integer) ((MqttConnectMessage) connect.message()).variableHeader().properties()
                .getProperty(MqttPropertyType.RECEIVE_MAXIMUM.value()).value();
    }
}
