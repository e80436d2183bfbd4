package io.quarkiverse.mqtt5endpoint.runtime.payload;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.vertx.mutiny.core.buffer.Buffer;

/** Vert.x' buffer in its Mutiny form. */
@ApplicationScoped
class MutinyBufferConverter extends PayloadConverter {

    MutinyBufferConverter() {
        super(Buffer.class);
    }

    @Override
    Object decode(byte[] payload, IncomingMqtt5Metadata metadata) {
        return Buffer.buffer(payload);
    }
}
