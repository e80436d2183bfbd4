package io.quarkiverse.mqtt5endpoint.documented;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;

/** Acknowledges each message itself. */
@ApplicationScoped
class Stock {

    private final Map<String, Integer> pieces = new ConcurrentHashMap<>();

    // tag::settle[]
    @Incoming("stock")
    CompletionStage<Void> count(Message<String> message) {
        String shelf = message.getMetadata(IncomingMqtt5Metadata.class).orElseThrow().getTopic();
        try {
            pieces.put(shelf, Integer.parseInt(message.getPayload()));
            return message.ack();
        } catch (NumberFormatException e) {
            return message.nack(e); // now the channel's failure strategy decides
        }
    }
    // end::settle[]

    Map<String, Integer> pieces() {
        return pieces;
    }
}
