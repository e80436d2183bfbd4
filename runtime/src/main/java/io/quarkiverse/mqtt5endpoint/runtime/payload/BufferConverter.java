package io.quarkiverse.mqtt5endpoint.runtime.payload;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.vertx.core.buffer.Buffer;

/** Vert.x' buffer. */
@ApplicationScoped
class BufferConverter extends PayloadConverter {

    BufferConverter() {
        super(Buffer.class);
    }

    @Override
    Object decode(byte[] payload, IncomingMqtt5Metadata metadata) {
        return Buffer.buffer(payload);
    }
}
