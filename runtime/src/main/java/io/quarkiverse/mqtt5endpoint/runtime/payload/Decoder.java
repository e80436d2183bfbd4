package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.JavaType;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Bytes as an object: the type decides. What is neither bytes nor text is read from JSON. */
@Singleton
class Decoder {

    private static final Map<Class<?>, BiFunction<byte[], IncomingMqtt5Metadata, Object>> PLAIN = Map.of(
            byte[].class, (bytes, metadata) -> bytes,
            ByteBuffer.class, (bytes, metadata) -> ByteBuffer.wrap(bytes),
            Buffer.class, (bytes, metadata) -> Buffer.buffer(bytes),
            io.vertx.mutiny.core.buffer.Buffer.class, (bytes, metadata) -> io.vertx.mutiny.core.buffer.Buffer.buffer(bytes),
            String.class, Decoder::text,
            CharSequence.class, Decoder::text);

    private final JsonReader json;

    @Inject
    Decoder(JsonReader json) {
        this.json = json;
    }

    /** Whether there is something to be read from no bytes at all. */
    boolean takesEmpty(IncomingMqtt5Metadata metadata, Type asked) {
        return PLAIN.containsKey(json.typeOf(metadata.getChannel(), asked).getRawClass());
    }

    Object decode(byte[] payload, IncomingMqtt5Metadata metadata, Type asked) {
        return decode(payload, metadata, json.typeOf(metadata.getChannel(), asked));
    }

    private Object decode(byte[] payload, IncomingMqtt5Metadata metadata, JavaType type) {
        Class<?> raw = type.getRawClass();
        if (PLAIN.containsKey(raw)) {
            return PLAIN.get(raw).apply(payload, metadata);
        }
        if (raw == Optional.class) {
            return Optional.ofNullable(decode(payload, metadata, type.containedTypeOrUnknown(0)));
        }
        if (raw == JsonObject.class) {
            return new JsonObject(Buffer.buffer(payload));
        }
        return raw == JsonArray.class ? new JsonArray(Buffer.buffer(payload)) : json.read(payload, type);
    }

    private static String text(byte[] payload, IncomingMqtt5Metadata metadata) {
        return new String(payload, Charsets.of(metadata.getContentType().orElse(null)));
    }
}
