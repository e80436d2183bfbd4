package io.quarkiverse.mqtt5endpoint.core.model;

import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;

/** A message of the application on its way to the server. */
final class ModelPublish {

    final int number;
    final OutgoingPublish message;
    final long handedOverNanos;

    // null while it is handed over
    PendingPublish pending;
    // null as long as it was not sent
    ModelFlight flight;
    // What the engine said of it last, null for nothing
    PublishOutcome answer;
    // null as long as it is not known here
    PublishOutcome outcome;
    // How many connections ended within five seconds after it was sent on them
    int strikes;

    ModelPublish(int number, OutgoingPublish message, long handedOverNanos) {
        this.number = number;
        this.message = message;
        this.handedOverNanos = handedOverNanos;
    }

    boolean isDecided() {
        return pending != null && pending.outcome().toCompletableFuture().isDone();
    }

    /** {@code null} as long as it is not decided. */
    PublishOutcome decision() {
        return pending == null ? null : pending.outcome().toCompletableFuture().getNow(null);
    }

    boolean isReleased() {
        return pending != null && pending.released().toCompletableFuture().isDone();
    }

    @Override
    public String toString() {
        return "publish " + number + " of QoS " + message.qos();
    }
}
