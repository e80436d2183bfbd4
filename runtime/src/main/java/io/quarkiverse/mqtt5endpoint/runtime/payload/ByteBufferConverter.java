package io.quarkiverse.mqtt5endpoint.runtime.payload;

import java.nio.ByteBuffer;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;

/** The JDK's buffer, from its beginning to its end. */
@ApplicationScoped
class ByteBufferConverter extends PayloadConverter {

    ByteBufferConverter() {
        super(ByteBuffer.class);
    }

    @Override
    Object decode(byte[] payload, IncomingMqtt5Metadata metadata) {
        return ByteBuffer.wrap(payload);
    }
}
