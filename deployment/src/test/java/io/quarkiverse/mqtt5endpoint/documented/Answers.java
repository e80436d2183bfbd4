package io.quarkiverse.mqtt5endpoint.documented;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;

/** Answers each request where its sender wants it. */
@ApplicationScoped
class Answers {

    // tag::answer[]
    /** The request is acknowledged when the server has the answer. */
    @Incoming("requests")
    @Outgoing("answers")
    Message<String> answer(Message<String> request) {
        IncomingMqtt5Metadata asked = request.getMetadata(IncomingMqtt5Metadata.class).orElseThrow();
        return request.withPayload("You asked: " + request.getPayload())
                .addMetadata(OutgoingMqtt5Metadata.builder()
                        .withTopic(asked.getResponseTopic().orElse(null)) // null: the channel's topic
                        .withCorrelationData(asked.getCorrelationData().orElse(null))
                        .build());
    }
    // end::answer[]
}
