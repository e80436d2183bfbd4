package io.quarkiverse.mqtt5endpoint.runtime.failure;

import java.util.stream.Stream;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;

/**
 * Whether a request failed because of where its sender wants the answer: the request was processed, and nobody else could do
 * better.
 */
final class RefusedAnswer {

    private RefusedAnswer() {
    }

    static boolean is(Message<?> request, Throwable cause) {
        return request.getMetadata(IncomingMqtt5Metadata.class).flatMap(IncomingMqtt5Metadata::getResponseTopic)
                .filter(topic -> Stream.iterate(cause, failure -> failure != null, Throwable::getCause)
                        .anyMatch(failure -> failure instanceof Mqtt5PublishException refused
                                && refused.getTopic().filter(topic::equals).isPresent()))
                .isPresent();
    }
}
