package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.connAck;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ClientConnection;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** A server that sends without an end, too slowly, or not all of it: no wait and no buffer is without a bound. */
class HostileStreamTest {

    private static final byte[] LARGEST_PUBLISH = raw(0x32, 0xFF, 0xFF, 0xFF, 0x7F).toByteArray();

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).connector("reconnect-attempts", 1).connector("topic", "t");
    private final TestLog log = new TestLog();
    private final String channel = "in-" + server.port();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end() {
        timer.shutdownNow();
        app.close();
        server.close();
        log.close();
    }

    @Test
    void bytesWithoutAPacketInsteadOfAConnAckEndWithTheConnectTimeout() {
        server.onNextConnects(1, (connection, packet) -> stream(connection, LARGEST_PUBLISH, new byte[100], 10));
        Consumer consumer = app.incoming(channel, "connect-timeout-seconds=1");
        assertGotOver(consumer, "Timeout while waiting for CONNACK");
    }

    @Test
    void bytesThatTrickleWithoutAPacketEndWithTheKeepAlive() {
        Consumer consumer = app.incoming(channel, "keep-alive-seconds=1");
        await().until(() -> app.readiness(channel).isOk());
        stream(server.connection(), LARGEST_PUBLISH, new byte[2], 10);
        assertGotOver(consumer, "Timeout while waiting for PINGRESP");
    }

    @Test
    void connAckThatComesByteByByteEndsWithTheConnectTimeout() {
        byte[] connAck = connAck(raw().property(0x26, "a").text("b"));
        server.onNextConnects(1, (connection, packet) -> drip(connection, connAck, 250));
        Consumer consumer = app.incoming(channel, "connect-timeout-seconds=1");
        assertGotOver(consumer, "Timeout while waiting for CONNACK");
    }

    @Test
    void serverThatNeverAnswersEndsWithTheConnectTimeout() {
        server.onNextConnects(1, Answer.silence());
        Consumer consumer = app.incoming(channel, "connect-timeout-seconds=1");
        assertGotOver(consumer, "Timeout while waiting for CONNACK");
    }

    @Test
    void messageThatComesByteByByteIsAMessage() {
        Consumer consumer = app.incoming(channel).acknowledging();
        await().until(() -> app.readiness(channel).isOk());
        drip(server.connection(), raw().text("t").then(0, 7, 0, 'x').packet(0x32), 10);
        server.awaitReceived(PUBACK, 1);
        assertThat(consumer.payloads()).containsExactly("x");
        assertThat(log.problems(channel)).isEmpty();
    }

    @Test
    void packetThatIsCutByTheEndOfTheConnectionIsForgotten() {
        Consumer consumer = app.incoming(channel);
        await().until(() -> app.readiness(channel).isOk());
        server.sendRaw(raw(0x32, 100).text("t").then(0, 7, 0, 'x').toByteArray());
        server.cut();
        assertGotOver(consumer, "Server closed connection without DISCONNECT");
    }

    @Test
    void connAckThatIsCutByTheEndOfTheConnectionIsForgotten() {
        server.onNextConnects(1, (connection, packet) -> {
            connection.sendRaw(raw(0x20, 3, 0).toByteArray());
            connection.close();
        });
        Consumer consumer = app.incoming(channel);
        assertGotOver(consumer, "Server closed connection without DISCONNECT");
    }

    @Test
    void serverThatIsNeverGoodIsGivenUp() {
        server.onConnect((connection, packet) -> connection.sendRaw(raw(0, 0, 100).packet(0x20)));
        assertThat(app.incoming(channel).awaitFailure()).hasMessageContaining("gave up").hasMessageContaining(
                "Exception while decoding CONNACK");
        assertThat(server.received(CONNECT)).hasSize(2);
    }

    @Test
    void serverThatIsGoodAtConnectOnlyIsGivenUp() {
        server.onConnect(ConnectAnswers.accept().then((connection, packet) -> connection.sendRaw(raw().packet(0xC0))));
        assertThat(app.incoming(channel).awaitFailure()).hasMessageContaining("gave up");
        assertThat(server.received(CONNECT)).hasSize(2);
    }

    /** One line, a second attempt, and messages. */
    private void assertGotOver(Consumer consumer, String said) {
        consumer.acknowledging();
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.readiness(channel).isOk());
        server.publish("t", "good", 1);
        server.awaitReceived(PUBACK, 1);
        assertThat(consumer.payloads()).containsExactly("good");
        assertThat(log.problems(channel)).singleElement().asString()
                .startsWith("MQTT5E00102: Channel `" + channel + "`").contains(said);
    }

    private void drip(ClientConnection connection, byte[] bytes, long millis) {
        int[] next = { 0 };
        timer.scheduleAtFixedRate(() -> {
            if (next[0] < bytes.length) {
                connection.sendRaw(new byte[] { bytes[next[0]++] });
            }
        }, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void stream(ClientConnection connection, byte[] first, byte[] then, long millis) {
        connection.sendRaw(first);
        timer.scheduleAtFixedRate(() -> connection.sendRaw(then), 0, millis, TimeUnit.MILLISECONDS);
    }
}
