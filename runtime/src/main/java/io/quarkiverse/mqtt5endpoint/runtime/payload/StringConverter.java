package io.quarkiverse.mqtt5endpoint.runtime.payload;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;

/** Text, in the charset that the content type names, else UTF-8. */
@ApplicationScoped
class StringConverter extends PayloadConverter {

    StringConverter() {
        super(String.class, CharSequence.class);
    }

    @Override
    Object decode(byte[] payload, IncomingMqtt5Metadata metadata) {
        return new String(payload, Charsets.of(metadata.getContentType().orElse(null)));
    }
}
