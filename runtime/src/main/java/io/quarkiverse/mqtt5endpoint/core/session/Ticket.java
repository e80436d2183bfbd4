package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/**
 * A message on its way to the server. Two moments, as a message whose acknowledgement is late is decided before its
 * place in flight is free. Futures, because both are completed by the client's callbacks.
 */
public final class Ticket {

    final Publication publication;
    final Mqtt5Publish packet;
    final long timeoutNanos;
    final Counters counters;
    private final CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    // event loop only
    long sentNanos;
    int sendings;

    Ticket(Publication publication, long timeoutNanos, Counters counters) {
        this.publication = publication;
        this.packet = publication.toPacket();
        this.timeoutNanos = timeoutNanos;
        this.counters = counters;
    }

    /** Completes, never exceptionally, when it is decided what became of the message. */
    public CompletionStage<PublishOutcome> outcome() {
        return outcome;
    }

    /** Completes, never exceptionally, when the client has let go of the message. */
    public CompletionStage<Void> released() {
        return released;
    }

    boolean decide(PublishOutcome result) {
        return outcome.complete(result);
    }

    void release() {
        released.complete(null);
    }
}
