package io.quarkiverse.mqtt5endpoint.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.smallrye.reactive.messaging.MessageConverter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class ConvertersTest {

    record Reading(String sensor, double value) {
    }

    private static final PayloadType READING = new PayloadType(Reading.class, List.of());

    private static JsonConverter jsonConverter() {
        return new JsonConverter(reader());
    }

    private static JsonReader reader(PayloadType... types) {
        return new JsonReader(new ObjectMapper().registerModule(new Jdk8Module()),
                new PayloadTypes(Map.of("in", List.of(types))));
    }

    private static OptionalConverter optionalOf(PayloadType content) {
        return new OptionalConverter(List.of(new StringConverter(), new JsonObjectConverter()),
                reader(new PayloadType(Optional.class, List.of(content))));
    }

    static Stream<MessageConverter> all() {
        return Stream.of(new StringConverter(), new BufferConverter(), new MutinyBufferConverter(), new JsonObjectConverter(),
                new JsonArrayConverter(), new ByteBufferConverter(), optionalOf(READING), jsonConverter());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = { "none|UTF-8", "text/plain|UTF-8",
            "text/plain; charset=ISO-8859-1|ISO-8859-1",
            "text/plain;charset=\"utf-16\"|UTF-16", "text/plain; CHARSET = us-ascii ; format=flowed|US-ASCII",
            "application/json;charset=utf-8|UTF-8", "application/octet-stream|UTF-8", "text/plain;charset=nobody-knows|UTF-8",
            "text/plain;charset=|UTF-8", "text/plain;charset='!'|UTF-8", ";;;|UTF-8" })
    void textIsReadInTheCharsetOfItsContentType(String contentType, String charset) {
        String text = charset.equals("US-ASCII") ? "abc" : "\u00e4bc";
        assertThat(convert(new StringConverter(), text.getBytes(Charset.forName(charset)), contentType, String.class))
                .isEqualTo(text);
    }

    @Test
    void bothKindsOfBuffer() {
        assertThat(convert(new BufferConverter(), "x", Buffer.class)).isEqualTo(Buffer.buffer("x"));
        assertThat(convert(new MutinyBufferConverter(), "x", io.vertx.mutiny.core.buffer.Buffer.class))
                .isEqualTo(io.vertx.mutiny.core.buffer.Buffer.buffer("x"));
    }

    @Test
    void json() {
        assertThat(convert(new JsonObjectConverter(), "{\"a\":[1]}", JsonObject.class))
                .isEqualTo(new JsonObject().put("a", new JsonArray().add(1)));
        assertThat(convert(new JsonArrayConverter(), "[1,{}]", JsonArray.class))
                .isEqualTo(new JsonArray().add(1).add(new JsonObject()));
        JsonConverter converter = jsonConverter();
        assertThat(convert(converter, "{\"sensor\":\"t\",\"value\":1.5}", Reading.class)).isEqualTo(new Reading("t", 1.5));
        assertThat(convert(converter, "[{\"sensor\":\"t\",\"value\":1.5}]", new TypeReference<List<Reading>>() {
        }.getType())).isEqualTo(List.of(new Reading("t", 1.5)));
        assertThat(convert(converter, "7", Integer.class)).isEqualTo(7);
    }

    @Test
    void typeArgumentsAreThoseOfTheSignature() {
        JsonConverter converter = new JsonConverter(reader(new PayloadType(List.class, List.of(READING))));
        assertThat(convert(converter, "[{\"sensor\":\"t\",\"value\":1.5}]", List.class))
                .isEqualTo(List.of(new Reading("t", 1.5)));
        assertThat(convert(jsonConverter(), "[{\"sensor\":\"t\"}]", List.class)).isEqualTo(List.of(Map.of("sensor", "t")));
    }

    @Test
    void anOptionalHoldsWhatItsArgumentSays() {
        assertThat(convert(optionalOf(READING), "{\"sensor\":\"t\",\"value\":1.5}", Optional.class))
                .isEqualTo(Optional.of(new Reading("t", 1.5)));
        assertThat(convert(optionalOf(READING), "null", Optional.class)).isEqualTo(Optional.empty());
        assertThat(convert(optionalOf(new PayloadType(String.class, List.of())), "text", Optional.class))
                .isEqualTo(Optional.of("text"));
        assertThat((Optional<?>) convert(optionalOf(new PayloadType(byte[].class, List.of())), "text", Optional.class))
                .hasValueSatisfying(bytes -> assertThat((byte[]) bytes).asString().isEqualTo("text"));
    }

    @Test
    void textAndBuffersUnderTheirOtherNames() {
        assertThat(convert(new StringConverter(), "x", CharSequence.class)).isEqualTo("x");
        assertThat(convert(new ByteBufferConverter(), "x", ByteBuffer.class)).isEqualTo(ByteBuffer.wrap("x".getBytes()));
    }

    @Test
    void aTypeThatCannotBeReadIsRefusedWithTheReason() {
        assertThatThrownBy(() -> convert(jsonConverter(), "{}", Runnable.class)).hasMessageContaining("java.lang.Runnable");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[1", "nonsense", "{\"sensor\":}" })
    void malformedJsonIsRefused(String text) {
        assertThatThrownBy(() -> convert(new JsonObjectConverter(), text, JsonObject.class))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> convert(new JsonArrayConverter(), text, JsonArray.class)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> convert(jsonConverter(), text, Reading.class))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void otherJsonThanWantedIsRefused() {
        assertThatThrownBy(() -> convert(new JsonObjectConverter(), "[1]", JsonObject.class))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> convert(new JsonArrayConverter(), "{}", JsonArray.class)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> convert(jsonConverter(), "\"text\"", Reading.class))
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void onlyWhatThisConnectorReceivedIsConverted(MessageConverter converter) {
        for (Type type : List.of(String.class, Buffer.class, io.vertx.mutiny.core.buffer.Buffer.class, JsonObject.class,
                JsonArray.class, Reading.class)) {
            assertThat(converter.canConvert(Message.of(new byte[0]), type)).isFalse();
            assertThat(converter.canConvert(received(new byte[0], null).withPayload("text"), type)).isFalse();
        }
    }

    @Test
    void theContentTypeIsNeverAReasonToRefuse() {
        Message<byte[]> image = received("{}".getBytes(StandardCharsets.UTF_8), "image/png");
        assertThat(new JsonObjectConverter().canConvert(image, JsonObject.class)).isTrue();
        assertThat(new StringConverter().canConvert(image, String.class)).isTrue();
        assertThat(jsonConverter().canConvert(image, Reading.class)).isTrue();
    }

    @Test
    void jsonForAnyTypeComesAfterTheOthers() {
        assertThat(jsonConverter().getPriority()).isGreaterThan(new StringConverter().getPriority())
                .isGreaterThan(new JsonObjectConverter().getPriority());
    }

    @Test
    void metadataStaysWithTheMessage() {
        Message<byte[]> in = received("[]".getBytes(StandardCharsets.UTF_8), null).addMetadata("mine");
        Map.of(new StringConverter(), String.class, new BufferConverter(), Buffer.class, new JsonArrayConverter(),
                JsonArray.class, jsonConverter(), List.class).forEach((converter, type) -> {
                    Message<?> out = converter.convert(in, type);
                    assertThat(out.getMetadata(IncomingMqtt5Metadata.class)).isPresent();
                    assertThat(out.getMetadata(String.class)).contains("mine");
                });
    }

    private static Object convert(MessageConverter converter, String text, Type type) {
        return convert(converter, text.getBytes(StandardCharsets.UTF_8), "image/png", type);
    }

    private static Object convert(MessageConverter converter, byte[] payload, String contentType, Type type) {
        Message<byte[]> in = received(payload, contentType);
        assertThat(converter.canConvert(in, type)).isTrue();
        return converter.convert(in, type).getPayload();
    }

    static Message<byte[]> received(byte[] payload, String contentType) {
        return Message.of(payload).addMetadata(IncomingMqtt5Metadata.builder().withChannel("in").withTopic("t").withQos(1)
                .withContentType(contentType).build());
    }
}
