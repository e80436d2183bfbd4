package io.quarkiverse.mqtt5endpoint.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class EncodedPayloadTest {

    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";

    record Reading(String sensor, double value) {
    }

    enum Colour {
        RED
    }

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(bytes("x\u00e4"), "x\u00e4", null),
                Arguments.of(new byte[0], "", null),
                Arguments.of(ByteBuffer.wrap(bytes("0xy1")).position(1).limit(3), "xy", null),
                Arguments.of(ByteBuffer.wrap(bytes("x")).asReadOnlyBuffer(), "x", null),
                Arguments.of(ByteBuffer.allocateDirect(2).put(bytes("xy")).flip(), "xy", null),
                Arguments.of(Buffer.buffer("x\u00e4"), "x\u00e4", null),
                Arguments.of(Buffer.buffer("0xy1").slice(1, 3), "xy", null),
                Arguments.of(io.vertx.mutiny.core.buffer.Buffer.buffer("x"), "x", null),
                Arguments.of("x\u00e4\ud83d\ude00", "x\u00e4\ud83d\ude00", TEXT),
                Arguments.of("", "", TEXT),
                Arguments.of(new StringBuilder("sb"), "sb", TEXT),
                Arguments.of(new JsonObject().put("a", 1), "{\"a\":1}", JSON),
                Arguments.of(new JsonArray().add(1).add("b"), "[1,\"b\"]", JSON),
                Arguments.of((byte) 1, "1", TEXT),
                Arguments.of((short) 2, "2", TEXT),
                Arguments.of(3, "3", TEXT),
                Arguments.of(4L, "4", TEXT),
                Arguments.of(1.5f, "1.5", TEXT),
                Arguments.of(2.5d, "2.5", TEXT),
                Arguments.of('c', "c", TEXT),
                Arguments.of(true, "true", TEXT),
                Arguments.of(new Reading("t7", 21.5), "{\"sensor\":\"t7\",\"value\":21.5}", JSON),
                Arguments.of(List.of(1, 2), "[1,2]", JSON),
                Arguments.of(Map.of("a", "b"), "{\"a\":\"b\"}", JSON),
                Arguments.of(Colour.RED, "\"RED\"", JSON),
                Arguments.of(new int[] { 1, 2 }, "[1,2]", JSON),
                Arguments.of(new BigDecimal("1.50"), "1.50", JSON),
                Arguments.of(new AtomicInteger(7), "7", JSON));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void everyPayloadBecomesBytesAndSaysWhatTheyAre(Object payload, String bytes, String contentType) {
        EncodedPayload encoded = EncodedPayload.of(payload);
        assertThat(StandardCharsets.UTF_8.decode(encoded.bytes().duplicate()).toString()).isEqualTo(bytes);
        assertThat(encoded.contentType()).isEqualTo(contentType);
    }

    @Test
    void nullIsAnEmptyMessage() {
        assertThat(EncodedPayload.of(null).bytes().remaining()).isZero();
        assertThat(EncodedPayload.of(null).contentType()).isNull();
    }

    @Test
    void bufferOfTheApplicationKeepsItsPosition() {
        ByteBuffer payload = ByteBuffer.wrap(bytes("abc"));
        ByteBuffer encoded = EncodedPayload.of(payload).bytes();
        encoded.get();
        assertThat(payload.position()).isZero();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> EncodedPayload.of(new Object() {
            public String getName() {
                throw new IllegalStateException("not today");
            }
        })).hasRootCauseMessage("not today");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
