package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What no server may answer to a message: it is sent again on the next connection, and acknowledged there. */
class HostileAcknowledgementsTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).connector("reconnect-attempts", 1);
    private final TestLog log = new TestLog();
    private final String channel = "out-" + server.port();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
        assertThat(server.failures()).isEmpty();
    }

    record Row(String name, int qos, Raw answer, int firstByte, String said) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("PUBACK for QoS 2", 2, raw(), 0x40, "PUBACK must not be received for a QoS 2 PUBLISH"),
                new Row("PUBREC for QoS 1", 1, raw(), 0x50, "PUBREC must not be received for a QoS 1 PUBLISH"),
                new Row("PUBCOMP for QoS 1", 1, raw(), 0x70, "PUBCOMP must not be received for a QoS 1 PUBLISH"),
                new Row("PUBCOMP before PUBREL", 2, raw(), 0x70, "PUBREL has not been sent yet"),
                new Row("a reason code that does not exist", 1, raw(0x42), 0x40, "wrong reason code"),
                new Row("properties that are cut", 1, raw(0x10, 5), 0x40, "remaining length too short"),
                new Row("a reason string that is not UTF-8", 1, raw(0x10).with(raw(0x1F).text(0xFF)), 0x40, "reason string"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void messageIsSentAgainAndAcknowledgedOnce(Row row) throws Exception {
        server.onNextConnects(1, ConnectAnswers.accept());
        server.onConnect(ConnectAnswers.accept().withSession());
        server.onNextPublishes(1, (connection, packet) -> connection.sendRaw(raw(packet.packetId() >> 8, packet.packetId())
                .then(row.answer().toByteArray()).packet(row.firstByte())));
        CompletableFuture<Void> sent = app.outgoing(channel, "topic=t", "qos=" + row.qos(), "client-id=" + channel).send("x");
        sent.get(20, TimeUnit.SECONDS);
        assertThat(server.received(CONNECT)).hasSize(2);
        assertThat(server.received(PUBLISH)).hasSize(2);
        assertThat(server.publishes()).extracting(publish -> publish.topic()).containsOnly("t");
        assertThat(log.problems(channel)).singleElement().asString()
                .startsWith("MQTT5E00102: Channel `" + channel + "`").contains(row.said());
    }
}
