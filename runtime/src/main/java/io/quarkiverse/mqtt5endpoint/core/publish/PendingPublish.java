package io.quarkiverse.mqtt5endpoint.core.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/**
 * A message on its way to the server. Two moments, as a message whose acknowledgement is late is decided before its
 * place in flight is free. Futures, because both are completed by callbacks.
 */
public final class PendingPublish {

    private final PublishPacket packet;
    private final PublishTerms terms;
    private final ChannelObserver observer;
    private final long handedOverNanos;
    private final CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    // loop only
    private PublishState state = PublishState.WAITING;
    private PublishListener sending;
    private long sentNanos;
    private int strikes;

    PendingPublish(PublishPacket packet, PublishTerms terms, ChannelObserver observer, long handedOverNanos) {
        this.packet = packet;
        this.terms = terms;
        this.observer = observer;
        this.handedOverNanos = handedOverNanos;
    }

    /** Completes, never exceptionally, when it is decided what became of the message. */
    public CompletionStage<PublishOutcome> outcome() {
        return outcome;
    }

    /** Completes, never exceptionally, when the engine has let go of the message. */
    public CompletionStage<Void> released() {
        return released;
    }

    PublishPacket packet() {
        return packet;
    }

    OutgoingPublish message() {
        return packet.message();
    }

    PublishTerms terms() {
        return terms;
    }

    ChannelObserver observer() {
        return observer;
    }

    PublishState state() {
        return state;
    }

    long sentNanos() {
        return sentNanos;
    }

    /** What the engine says about it is heard from this one only. */
    void sent(PublishListener by, long now) {
        state = PublishState.SENT;
        sending = by;
        sentNanos = now;
    }

    boolean isSentBy(PublishListener listener) {
        return sending == listener;
    }

    void received() {
        state = PublishState.RECEIVED;
    }

    /** It will be sent again. What the engine says of it before is not heard. */
    void waitAgain() {
        state = PublishState.WAITING;
        sending = null;
    }

    /** Its time was over before the server acknowledged it. */
    void overdue(PublishOutcome.TimedOut late) {
        state = PublishState.OVERDUE;
        observer.publishFailed();
        outcome.complete(late);
    }

    /** It is not to be sent any more, although the engine has it. */
    void withdraw(PublishOutcome decided) {
        if (state != PublishState.OVERDUE) {
            observer.publishFailed();
        }
        state = PublishState.WITHDRAWN;
        outcome.complete(decided);
    }

    /** For how long its sender has waited. */
    long ageNanos(long now) {
        return now - handedOverNanos;
    }

    boolean isLate(long now) {
        return !terms.deliveryTimeout().isZero() && ageNanos(now) >= terms.deliveryTimeout().toNanos();
    }

    /** The connection ended, and this one may be why. */
    int strike() {
        return ++strikes;
    }

    int strikes() {
        return strikes;
    }

    void sentAgain(long now) {
        sentNanos = now;
    }

    /** The engine is done with it, or never gets it. */
    void finish(PublishOutcome result, long now) {
        if (state == PublishState.OVERDUE || state == PublishState.WITHDRAWN) {
            finishLate(result);
        } else if (result instanceof PublishOutcome.Accepted) {
            observer.published(now - handedOverNanos);
        } else {
            observer.publishFailed();
        }
        state = PublishState.DONE;
        outcome.complete(result);
        released.complete(null);
    }

    private void finishLate(PublishOutcome result) {
        if (!(result instanceof PublishOutcome.Failed)) {
            observer.publishedLate();
        }
    }

    /** Whoever has it lets go of it, with nothing to add to what was decided. */
    void release() {
        state = PublishState.DONE;
        sending = null;
        released.complete(null);
    }
}
