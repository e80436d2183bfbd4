package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.publish;
import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Properties and topics that are malformed, and that servers pass on although a client must not accept them. */
class MalformedPropertiesTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    static Stream<Arguments> publishes() {
        return Stream.of(
                Arguments.of("topic", topic('t', '/', 0)),
                Arguments.of("topic", topic('t', '/', 0xC3, 0x28)),
                Arguments.of("topic", topic('t', '/', 0xC0, 0xAF)),
                Arguments.of("topic", topic('t', '/', 0xED, 0xA0, 0x80)),
                Arguments.of("topic", topic('t', '/', '+')),
                Arguments.of("topic", topic('t', '/', '#')),
                Arguments.of("content type", publish(raw(0x03).text(0xFF))),
                Arguments.of("content type", publish(raw(0x03).text(0))),
                Arguments.of("content type", publish(raw().property(0x03, "a").times(2))),
                Arguments.of("response topic", publish(raw(0x08).text(0xC3, 0x28))),
                Arguments.of("response topic", publish(raw().property(0x08, "a/+/#"))),
                Arguments.of("response topic", publish(raw().property(0x08, ""))),
                Arguments.of("response topic", publish(raw().property(0x08, "a").times(2))),
                Arguments.of("user property", publish(raw(0x26).text(0xFE).text("v"))),
                Arguments.of("user property", publish(raw(0x26).text("n").text(0xED, 0xBF, 0xBF))),
                Arguments.of("payload format indicator", publish(raw(0x01, 2))),
                Arguments.of("payload format indicator", publish(raw(0x01, 1).times(2))),
                Arguments.of("message expiry interval", publish(raw(0x02, 0, 0, 0, 9).times(2))),
                Arguments.of("correlation data", publish(raw().property(0x09, "a").times(2))));
    }

    private static byte[] topic(int... bytes) {
        return raw().text(bytes).then(0, 7, 0, 'x').packet(0x32);
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("publishes")
    void messageIsDeliveredWithoutThem(String property, byte[] packet) {
        // Tests of one class run side by side, and each looks at the lines of its own channel.
        String channel = "malformed-" + Integer.toHexString(Arrays.hashCode(packet));
        try (TestLog log = new TestLog()) {
            Consumer consumer = app.incoming(channel, "topic=t/#", "client-id=fixed").acknowledging();
            await().until(() -> app.readiness(channel).isOk());
            server.connection().sendRaw(packet);
            server.awaitReceived(PUBACK, 1);
            assertThat(consumer.payloads()).hasSize(1);
            assertThat(log.lines(125, channel)).hasSize(1).first().asString().contains(property);
            assertThat(server.received(CONNECT)).hasSize(1);
            assertThat(app.counters(channel).repaired.sum()).isEqualTo(1);
        }
    }
}
