package io.quarkiverse.mqtt5endpoint.runtime.failure;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;

/** Where a message came from, for the log. */
final class Topic {

    private Topic() {
    }

    static String of(Message<?> message) {
        return message.getMetadata(IncomingMqtt5Metadata.class).map(IncomingMqtt5Metadata::getTopic).orElse(null);
    }
}
