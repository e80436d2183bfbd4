package io.quarkiverse.mqtt5endpoint.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.settings.EmptyPayload;
import io.quarkiverse.mqtt5endpoint.runtime.incoming.EmptyPayloads;
import io.quarkiverse.mqtt5endpoint.runtime.incoming.ReceivedMetadata;
import io.quarkiverse.mqtt5endpoint.runtime.observe.Counters;
import io.smallrye.reactive.messaging.MessageConverter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class PayloadConverterTest {

    private static final PayloadType READING = type(Reading.class);

    record Reading(String sensor, double value) {
    }

    /** Of an application whose class path is not what it was built with. */
    static final class Broken extends JsonDeserializer<Reading> {

        @Override
        public Reading deserialize(JsonParser parser, DeserializationContext context) {
            throw new NoClassDefFoundError("gone");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = { "none|UTF-8", "text/plain|UTF-8",
            "text/plain; charset=ISO-8859-1|ISO-8859-1",
            "text/plain;charset=\"utf-16\"|UTF-16", "text/plain; CHARSET = us-ascii ; format=flowed|US-ASCII",
            "application/json;charset=utf-8|UTF-8", "application/octet-stream|UTF-8", "text/plain;charset=nobody-knows|UTF-8",
            "text/plain;charset=|UTF-8", "text/plain;charset='!'|UTF-8", ";;;|UTF-8" })
    void textIsReadInTheCharsetOfItsContentType(String contentType, String charset) {
        String text = charset.equals("US-ASCII") ? "abc" : "\u00e4bc";
        byte[] bytes = text.getBytes(Charset.forName(charset));
        assertThat(converter().convert(received(bytes, contentType), String.class).getPayload()).isEqualTo(text);
        assertThat(converter().convert(received(bytes, contentType), CharSequence.class).getPayload()).isEqualTo(text);
    }

    @Test
    void buffersHoldTheBytes() {
        assertThat(convert("x", Buffer.class)).isEqualTo(Buffer.buffer("x"));
        assertThat(convert("x", io.vertx.mutiny.core.buffer.Buffer.class))
                .isEqualTo(io.vertx.mutiny.core.buffer.Buffer.buffer("x"));
        assertThat(convert("x", ByteBuffer.class)).isEqualTo(ByteBuffer.wrap("x".getBytes()));
    }

    @Test
    void allOtherTypesAreReadFromJson() {
        assertThat(convert("{\"a\":[1]}", JsonObject.class)).isEqualTo(new JsonObject().put("a", new JsonArray().add(1)));
        assertThat(convert("[1,{}]", JsonArray.class)).isEqualTo(new JsonArray().add(1).add(new JsonObject()));
        assertThat(convert("{\"sensor\":\"t\",\"value\":1.5}", Reading.class)).isEqualTo(new Reading("t", 1.5));
        assertThat(convert("[{\"sensor\":\"t\",\"value\":1.5}]", new TypeReference<List<Reading>>() {
        }.getType())).isEqualTo(List.of(new Reading("t", 1.5)));
        assertThat(convert("7", Integer.class)).isEqualTo(7);
        assertThat(convert("7", int.class)).isEqualTo(7);
    }

    @Test
    void typeArgumentsAreThoseOfTheSignature() {
        assertThat(convert("[{\"sensor\":\"t\",\"value\":1.5}]", List.class, type(List.class, READING)))
                .isEqualTo(List.of(new Reading("t", 1.5)));
        assertThat(convert("[{\"sensor\":\"t\"}]", List.class)).isEqualTo(List.of(Map.of("sensor", "t")));
    }

    @Test
    void optionalHoldsWhatItsArgumentSays() {
        assertThat(convert("{\"sensor\":\"t\",\"value\":1.5}", Optional.class, type(Optional.class, READING)))
                .isEqualTo(Optional.of(new Reading("t", 1.5)));
        assertThat(convert("null", Optional.class, type(Optional.class, READING))).isEqualTo(Optional.empty());
        assertThat(convert("text", Optional.class, type(Optional.class, type(String.class)))).isEqualTo(Optional.of("text"));
        assertThat((Optional<?>) convert("text", Optional.class, type(Optional.class, type(byte[].class))))
                .hasValueSatisfying(bytes -> assertThat((byte[]) bytes).asString().isEqualTo("text"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{", "[1", "nonsense", "{\"sensor\":}" })
    void malformedJsonIsRefused(String text) {
        for (Type type : List.of(JsonObject.class, JsonArray.class, Reading.class)) {
            assertThatThrownBy(() -> convert(text, type)).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void otherJsonThanWantedIsRefused() {
        assertThatThrownBy(() -> convert("[1]", JsonObject.class)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> convert("{}", JsonArray.class)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> convert("\"text\"", Reading.class)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void typeThatCannotBeReadIsRefusedWithTheReason() {
        assertThatThrownBy(() -> convert("{}", Runnable.class)).hasMessageContaining("java.lang.Runnable");
    }

    @Test
    void errorIsAFailureOfItsMessageAndNotThrown() {
        ObjectMapper broken = new ObjectMapper()
                .registerModule(new SimpleModule().addDeserializer(Reading.class, new Broken()));
        assertThat(converter(broken).convertUni(received("{}".getBytes(), null), Reading.class).onFailure()
                .recoverWithItem(failure -> Message.of(failure)).await().atMost(Duration.ofSeconds(1)).getPayload())
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void onlyWhatThisConnectorReceivedIsConverted() {
        assertThat(converter().canConvert(Message.of(new byte[0]), String.class)).isFalse();
        assertThat(converter().canConvert(received(new byte[0], null).withPayload("text"), String.class)).isFalse();
    }

    @Test
    void contentTypeIsNeverAReasonToRefuse() {
        Message<byte[]> image = received("{}".getBytes(StandardCharsets.UTF_8), "image/png");
        assertThat(converter().convert(image, JsonObject.class).getPayload()).isEqualTo(new JsonObject());
        assertThat(converter().convert(image, String.class).getPayload()).isEqualTo("{}");
    }

    @Test
    void convertersOfTheApplicationComeFirst() {
        assertThat(converter().getPriority()).isGreaterThan(MessageConverter.CONVERTER_DEFAULT_PRIORITY);
    }

    @Test
    void emptyPayloadThatIsIgnoredIsAcknowledgedCountedAndNotDelivered() {
        Counters counters = new Counters();
        AtomicBoolean acknowledged = new AtomicBoolean();
        Message<byte[]> in = Message.of(new byte[0]).withAck(() -> {
            acknowledged.set(true);
            return CompletableFuture.completedFuture(null);
        }).addMetadata(new ReceivedMetadata("in", null, new EmptyPayloads(EmptyPayload.IGNORE, counters)));
        assertThat(converter().convertUni(in, Reading.class).await().atMost(Duration.ofSeconds(1))).isNull();
        assertThat(acknowledged).isTrue();
        assertThat(counters.dropped.sum()).isEqualTo(1);
    }

    @Test
    void metadataStaysWithTheMessage() {
        Message<?> out = converter().convert(received("[]".getBytes(StandardCharsets.UTF_8), null).addMetadata("mine"),
                JsonArray.class);
        assertThat(out.getMetadata(IncomingMqtt5Metadata.class)).isPresent();
        assertThat(out.getMetadata(String.class)).contains("mine");
    }

    private static Object convert(String text, Type type, PayloadType... signatures) {
        Message<byte[]> in = received(text.getBytes(StandardCharsets.UTF_8), "image/png");
        assertThat(converter(signatures).canConvert(in, type)).isTrue();
        return converter(signatures).convert(in, type).getPayload();
    }

    private static PayloadConverter converter(PayloadType... signatures) {
        return converter(new ObjectMapper().registerModule(new Jdk8Module()), signatures);
    }

    static PayloadConverter converter(ObjectMapper mapper, PayloadType... signatures) {
        PayloadTypes types = new PayloadTypes(Map.of("in", List.of(signatures)), Set.of());
        return new PayloadConverter(new Decoder(new JsonReader(mapper, types)), types);
    }

    private static PayloadType type(Class<?> raw, PayloadType... arguments) {
        return new PayloadType(raw, List.of(arguments));
    }

    static Message<byte[]> received(byte[] payload, String contentType) {
        return Message.of(payload).addMetadata(IncomingMqtt5Metadata.builder().withChannel("in").withTopic("t").withQos(1)
                .withContentType(contentType).build());
    }
}
