package io.quarkiverse.mqtt5endpoint.runtime.failure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.smallrye.mutiny.Uni;

/** The one dead letter of an original, for whichever copy of it is here. Guarded by {@link LettersUnderWay}. */
final class Letter {

    final OriginalId original;
    // Several copies wait for the same.
    final CompletableFuture<Void> fate = new CompletableFuture<>();

    /** The copy that came last. */
    Settlement owner;

    // null once it has arrived: it holds the payload
    private Function<Settlement, Uni<Void>> publication;

    /**
     * @param publication publishes the letter through the settlement of a copy; {@code null} for one that has arrived
     */
    Letter(OriginalId original, Settlement owner, Function<Settlement, Uni<Void>> publication) {
        this.original = original;
        this.owner = owner;
        this.publication = publication;
    }

    Uni<Void> publish(Settlement through) {
        return publication.apply(through);
    }

    void arrived() {
        publication = null;
    }

    boolean hasArrived() {
        return publication == null;
    }
}
