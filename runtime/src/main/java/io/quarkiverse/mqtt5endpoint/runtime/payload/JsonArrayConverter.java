package io.quarkiverse.mqtt5endpoint.runtime.payload;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;

/** A JSON array. */
@ApplicationScoped
class JsonArrayConverter extends PayloadConverter {

    JsonArrayConverter() {
        super(JsonArray.class);
    }

    @Override
    Object decode(byte[] payload, IncomingMqtt5Metadata metadata) {
        return new JsonArray(Buffer.buffer(payload));
    }
}
