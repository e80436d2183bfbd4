package io.quarkiverse.mqtt5endpoint.runtime.payload;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** A JSON object. */
@ApplicationScoped
class JsonObjectConverter extends PayloadConverter {

    JsonObjectConverter() {
        super(JsonObject.class);
    }

    @Override
    Object decode(byte[] payload, IncomingMqtt5Metadata metadata) {
        return new JsonObject(Buffer.buffer(payload));
    }
}
