package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.SubscribeAnswers;

/** A server that does to each channel of an application one thing that it should not do, and behaves well from then on. */
final class HostileServer implements AutoCloseable {

    private static final String TOPIC = "t";
    private static final String LOST_CONNECTION = "MQTT5E00102: ";
    private static final String FAILED_FOR_GOOD = "MQTT5E00103: ";

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).connector("reconnect-attempts", 1);
    private final TestLog log = new TestLog();
    private final Map<String, HostileRow> byClient = new ConcurrentHashMap<>();
    private final Map<String, Consumer> consumers = new ConcurrentHashMap<>();

    private HostileServer() {
    }

    /** Sends what it should not send instead of the first CONNACK. */
    static HostileServer atConnect(Stream<HostileRow> rows) {
        HostileServer hostile = new HostileServer();
        hostile.server.onConnect(hostile.first(CONNECT, Answer.silence(), ConnectAnswers.accept()));
        return hostile.consuming(rows);
    }

    /** Sends what it should not send right behind the first SUBACK. */
    static HostileServer onceSubscribed(Stream<HostileRow> rows) {
        HostileServer hostile = new HostileServer();
        hostile.server.onSubscribe(
                hostile.first(SUBSCRIBE, SubscribeAnswers.grantRequested(), SubscribeAnswers.grantRequested()));
        return hostile.consuming(rows);
    }

    private Answer first(MqttMessageType type, Answer before, Answer later) {
        return (connection, packet) -> {
            HostileRow row = byClient.get(connection.clientId());
            if (received(type, row).size() == 1) {
                before.answer(connection, packet);
                connection.sendRaw(row.bytes());
            } else {
                later.answer(connection, packet);
            }
        };
    }

    private HostileServer consuming(Stream<HostileRow> rows) {
        List<HostileRow> all = rows.toList();
        all.forEach(row -> byClient.put(channel(row), row));
        assertThat(byClient).hasSameSizeAs(all);
        app.connector("topic", TOPIC);
        all.forEach(row -> consumers.put(channel(row), start(row)));
        return this;
    }

    private Consumer start(HostileRow row) {
        String[] attributes = Stream.concat(Stream.of("client-id=" + channel(row)), Stream.of(row.attributes()))
                .toArray(String[]::new);
        return app.incoming(channel(row), attributes).acknowledging();
    }

    // Tests that run side by side have one log.
    private String channel(HostileRow row) {
        return row.name().replaceAll("[^a-zA-Z0-9]+", "-") + "-" + server.port();
    }

    /** One line says what happened, the next attempt succeeds, and messages flow. */
    void isGotOver(HostileRow row) {
        eventually(() -> received(CONNECT, row).size() == 2);
        messagesFlow(row);
        assertThat(log.problems(channel(row))).singleElement().asString()
                .startsWith(LOST_CONNECTION + "Channel `" + channel(row) + "`").contains(row.said()).doesNotContain("\n");
        assertThat(received(CONNECT, row)).hasSize(2);
        assertThat(consumers.get(channel(row)).payloads()).containsExactly("good");
    }

    /** Nothing happens: the connection is the first one, and messages flow. */
    void isBorne(HostileRow row) {
        messagesFlow(row);
        assertThat(log.problems(channel(row))).isEmpty();
        assertThat(received(CONNECT, row)).hasSize(1);
    }

    /** One line says why, and there is no other attempt. */
    void endsTheChannel(HostileRow row) {
        assertThat(consumers.get(channel(row)).awaitFailure()).hasMessageContaining("Channel `" + channel(row) + "`")
                .hasMessageContaining(row.said());
        assertThat(log.problems(channel(row))).singleElement().asString().startsWith(FAILED_FOR_GOOD);
        assertThat(received(CONNECT, row)).hasSize(1);
        assertThat(app.liveness(channel(row)).isOk()).isFalse();
    }

    private void messagesFlow(HostileRow row) {
        Consumer consumer = consumers.get(channel(row));
        eventually(() -> app.readiness(channel(row)).isOk());
        int before = received(PUBACK, row).size();
        server.connection(channel(row)).publish(TOPIC, "good", 1);
        eventually(() -> received(PUBACK, row).size() > before);
        assertThat(consumer.payloads()).endsWith("good");
        assertThat(consumer.failure()).isNull();
        assertThat(app.liveness(channel(row)).isOk()).isTrue();
    }

    /** What came from the client of this channel, on all its connections. */
    List<ReceivedPacket> received(MqttMessageType type, HostileRow row) {
        List<Integer> connections = server.received(CONNECT).stream()
                .filter(packet -> clientId(packet).equals(channel(row))).map(ReceivedPacket::connection).toList();
        return server.received(type).stream().filter(packet -> connections.contains(packet.connection())).toList();
    }

    Consumer consumer(HostileRow row) {
        return consumers.get(channel(row));
    }

    // Most of it has happened when it is asked for: nothing is gained by looking late.
    private static void eventually(Callable<Boolean> condition) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    private static String clientId(ReceivedPacket connect) {
        return ((MqttConnectMessage) connect.message()).payload().clientIdentifier();
    }

    @Override
    public void close() {
        app.close();
        server.close();
        log.close();
        assertThat(server.failures()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("com.hivemq")).noneMatch(name -> name.startsWith("RxComputation"));
    }
}
