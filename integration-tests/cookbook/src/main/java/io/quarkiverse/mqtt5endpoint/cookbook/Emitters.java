package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/** Code that sends when it wants to. */
@ApplicationScoped
class Emitters {

    private final List<String> outcomes = new CopyOnWriteArrayList<>();

    // tag::emitter[]
    @Channel("emitted")
    Emitter<String> emitter;

    /** Completes when the server has it. */
    CompletionStage<Void> send(String dish) {
        return emitter.send(dish);
    }
    // end::emitter[]

    // tag::emitter-message[]
    @Channel("emitted-messages")
    Emitter<String> messages;

    /** Returns immediately; what became of it is reported later. */
    void sendToTable(String dish, String table) {
        messages.send(Message.of(dish)
                .addMetadata(OutgoingMqtt5Metadata.builder().withTopic("tables/" + table).build())
                .withAck(() -> note(dish + " is there"))
                .withNack(cause -> note(dish + " is not: " + cause.getMessage())));
    }
    // end::emitter-message[]

    // tag::mutiny[]
    @Channel("mutiny-emitted")
    MutinyEmitter<String> mutinyEmitter;

    /** Sent when the Uni is subscribed; completes when the server has it. */
    Uni<Void> sendLater(String dish) {
        return mutinyEmitter.send(dish);
    }

    /** Returns when the server has it; not on an event loop. */
    void sendAndAwait(String dish) {
        mutinyEmitter.sendAndAwait(dish);
    }

    /** Returns immediately, and nothing reports what became of it. */
    void sendAndForget(String dish) {
        mutinyEmitter.sendAndForget(dish);
    }
    // end::mutiny[]

    // tag::mutiny-message[]
    @Channel("mutiny-emitted-messages")
    MutinyEmitter<String> mutinyMessages;

    /** As with a payload, and with metadata. */
    Uni<Void> sendMessage(String dish, String table) {
        return mutinyMessages.sendMessage(toTable(dish, table));
    }

    /** As with a payload, and with metadata. */
    void sendMessageAndAwait(String dish, String table) {
        mutinyMessages.sendMessageAndAwait(toTable(dish, table));
    }

    private static Message<String> toTable(String dish, String table) {
        return Message.of(dish).addMetadata(OutgoingMqtt5Metadata.builder().withTopic("tables/" + table).build());
    }
    // end::mutiny-message[]

    List<String> outcomes() {
        return outcomes;
    }

    private CompletionStage<Void> note(String outcome) {
        outcomes.add(outcome);
        return CompletableFuture.completedFuture(null);
    }
}
