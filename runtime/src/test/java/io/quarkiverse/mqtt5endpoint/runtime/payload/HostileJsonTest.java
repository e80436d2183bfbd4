package io.quarkiverse.mqtt5endpoint.runtime.payload;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.reactive.messaging.MessageConverter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** JSON that is made to hurt who reads it: an exception like any other, which nacks its message, and no error. */
class HostileJsonTest {

    private static final int LEVELS = 100_000;

    /** Refers to itself, so that reading it takes more of the stack with each level. */
    record Nested(Nested next, Object any) {
    }

    static Stream<Named<String>> texts() {
        return Stream.of(
                Named.of("objects in objects", "{\"next\":".repeat(LEVELS) + "1" + "}".repeat(LEVELS)),
                Named.of("objects without an end", "{\"next\":".repeat(LEVELS)),
                Named.of("arrays in arrays", "[".repeat(LEVELS) + "]".repeat(LEVELS)),
                Named.of("arrays without an end", "[".repeat(LEVELS)),
                Named.of("arrays in an object", "{\"any\":" + "[".repeat(LEVELS) + "]".repeat(LEVELS) + "}"),
                Named.of("a number in an array", "[1" + "0".repeat(LEVELS) + "]"),
                Named.of("a number in an object", "{\"any\":1" + "0".repeat(LEVELS) + "}"),
                Named.of("a name", "{\"" + "n".repeat(LEVELS) + "\":1}"),
                Named.of("zeros", "\u0000".repeat(LEVELS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isRefusedWithAnException(String text) {
        assertRefused(text, json(new ObjectMapper()), JsonObject.class);
        assertRefused(text, json(new ObjectMapper()), JsonArray.class);
        assertRefused(text, json(new ObjectMapper()), Nested.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1_000, LEVELS })
    void isRefusedWithAnExceptionWhateverTheApplicationAllows(int levels) {
        ObjectMapper careless = new ObjectMapper(JsonFactory.builder().streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build()).build());
        assertRefused("{\"next\":".repeat(levels), json(careless), Nested.class);
    }

    private static MessageConverter json(ObjectMapper mapper) {
        return PayloadConverterTest.converter(mapper);
    }

    private static void assertRefused(String text, MessageConverter converter, Type type) {
        assertThatThrownBy(
                () -> converter.convert(PayloadConverterTest.received(text.getBytes(StandardCharsets.UTF_8), null), type))
                .isInstanceOf(RuntimeException.class);
    }
}
