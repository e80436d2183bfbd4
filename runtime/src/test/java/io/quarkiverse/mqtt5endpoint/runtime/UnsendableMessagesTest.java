package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What MQTT cannot carry nacks its own message immediately, and nothing else. */
class UnsendableMessagesTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    static Stream<Map.Entry<String, OutgoingMqtt5Metadata.Builder>> unsendable() {
        Map<String, String> texts = Map.of("with U+0000", "a\u0000b", "with half a character", "a\ud800", "too long",
                "x".repeat(65_536), "with a line break", "a\nb", "with U+007F", "a\u007f", "with U+009F", "a\u009f",
                "with a noncharacter", "a\ufffe", "with a noncharacter of the last plane", "a\udbff\udfff");
        return Stream.concat(texts.entrySet().stream().flatMap(text -> Stream.of(
                Map.entry("topic " + text.getKey(), metadata().withTopic(text.getValue())),
                Map.entry("response topic " + text.getKey(), metadata().withResponseTopic(text.getValue())),
                Map.entry("content type " + text.getKey(), metadata().withContentType(text.getValue())),
                Map.entry("user property " + text.getKey(), metadata().withUserProperty("name", text.getValue())),
                Map.entry("name of a user property " + text.getKey(), metadata().withUserProperty(text.getValue(), "value")))),
                Stream.of(Map.entry("correlation data too long", metadata().withCorrelationData(new byte[65_536])),
                        Map.entry("QoS 3", metadata().withQos(3)), Map.entry("QoS -1", metadata().withQos(-1)),
                        Map.entry("wildcard", metadata().withTopic("a/+")),
                        Map.entry("wildcard in the response topic", metadata().withResponseTopic("#")),
                        Map.entry("empty response topic", metadata().withResponseTopic("")),
                        Map.entry("expiry too long", metadata().withMessageExpiryInterval(4294967296L))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsendable")
    void messageThatMqttForbidsIsNackedAloneAndAtOnce(Map.Entry<String, OutgoingMqtt5Metadata.Builder> unsendable)
            throws Exception {
        Producer producer = app.outgoing("out", "topic=t", "max-inflight-messages=1");
        CompletableFuture<Void> refused = producer.send("no", unsendable.getValue().build());
        assertThat(catchThrowable(() -> refused.get(5, TimeUnit.SECONDS))).isInstanceOf(ExecutionException.class).cause()
                .isInstanceOf(Mqtt5PublishException.class).hasMessageContaining("Channel `out`");
        producer.send("yes").get(10, TimeUnit.SECONDS);
        assertThat(server.received(MqttMessageType.PUBLISH)).hasSize(1);
        assertThat(server.received(MqttMessageType.CONNECT)).hasSize(1);
    }

    @Test
    void bracesAreOrdinaryCharactersInTopicsOfMessages() throws Exception {
        Producer producer = app.outgoing("out", "topic=t");
        producer.send("yes", metadata().withTopic("a/{b}").withResponseTopic("{c}").build()).get(10, TimeUnit.SECONDS);
        assertThat(server.received(MqttMessageType.PUBLISH).get(0).asPublish().topic()).isEqualTo("a/{b}");
    }

    @Test
    void reasonCodeSaysWhetherItIsTheTopic() {
        Producer producer = app.outgoing("out", "topic=t");
        assertThat(catchThrowable(() -> producer.send("no", metadata().withTopic("a\nb").build()).join())).cause()
                .isInstanceOfSatisfying(Mqtt5PublishException.class, e -> assertThat(e.getReasonCode()).isEqualTo(0x90));
        assertThat(catchThrowable(() -> producer.send("no", metadata().withUserProperty("a", "\n").build()).join())).cause()
                .isInstanceOfSatisfying(Mqtt5PublishException.class, e -> assertThat(e.getReasonCode()).isEqualTo(0x82))
                .hasMessageContaining("its user properties must not contain the character U+000A");
    }

    @Test
    void payloadThatCannotBeWrittenIsNackedAlone() throws Exception {
        Producer producer = app.outgoing("out", "topic=t", "max-inflight-messages=1");
        CompletableFuture<Void> refused = producer.send(new Object() {
            public String getName() {
                throw new IllegalStateException("not today");
            }
        });
        assertThat(catchThrowable(() -> refused.get(5, TimeUnit.SECONDS))).rootCause().hasMessageContaining("not today");
        producer.send("yes").get(10, TimeUnit.SECONDS);
    }

    private static OutgoingMqtt5Metadata.Builder metadata() {
        return OutgoingMqtt5Metadata.builder();
    }
}
