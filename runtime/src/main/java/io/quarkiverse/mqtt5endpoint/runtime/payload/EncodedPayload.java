package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * An object as the bytes of a PUBLISH.
 *
 * @param contentType what the bytes are; {@code null} for plain bytes
 */
public record EncodedPayload(ByteBuffer bytes, String contentType) {

    private static final String TEXT = "text/plain";
    private static final String JSON = "application/json";

    /** {@code null} is an empty message; whatever is neither bytes, text nor a boxed primitive becomes JSON. */
    public static EncodedPayload of(Object payload) {
        if (payload == null) {
            return new EncodedPayload(ByteBuffer.allocate(0), null);
        }
        if (payload instanceof byte[] bytes) {
            return new EncodedPayload(ByteBuffer.wrap(bytes), null);
        }
        if (payload instanceof ByteBuffer buffer) {
            return new EncodedPayload(buffer.slice(), null);
        }
        if (payload instanceof Buffer buffer) {
            return new EncodedPayload(ByteBuffer.wrap(buffer.getBytes()), null);
        }
        if (payload instanceof io.vertx.mutiny.core.buffer.Buffer buffer) {
            return of(buffer.getDelegate());
        }
        if (payload instanceof JsonObject || payload instanceof JsonArray) {
            return text(payload.toString(), JSON);
        }
        if (payload instanceof CharSequence || payload instanceof Number && isBoxed(payload) || payload instanceof Boolean
                || payload instanceof Character) {
            return text(payload.toString(), TEXT);
        }
        return new EncodedPayload(ByteBuffer.wrap(Json.encodeToBuffer(payload).getBytes()), JSON);
    }

    private static boolean isBoxed(Object number) {
        return number.getClass().getPackageName().equals("java.lang");
    }

    private static EncodedPayload text(String text, String contentType) {
        return new EncodedPayload(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), contentType);
    }
}
