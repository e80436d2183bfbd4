package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.quarkiverse.mqtt5endpoint.core.consume.DeliveryState.Decided;
import io.quarkiverse.mqtt5endpoint.core.consume.DeliveryState.Undecided;
import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;

/** One received message on its way through the application, until it is settled. */
public final class Delivery {

    /** Whose message it is. */
    interface Owner {

        /** The first decision. Any thread. */
        void settled(Delivery delivery);

        /** A decision after another one. Any thread. */
        void settledAgain(Delivery delivery);

        /** It went back to the server. On the loop. */
        void returned(Delivery delivery);

        /** Any thread. */
        long nanoTime();
    }

    /** Nobody's: no subscription matches. */
    static final Owner NOBODY = new Owner() {

        @Override
        public void settled(Delivery delivery) {
            // Nobody waits for it.
        }

        @Override
        public void settledAgain(Delivery delivery) {
            // Nobody counts it.
        }

        @Override
        public void returned(Delivery delivery) {
            // Nobody counts it.
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    };

    private static final AtomicReferenceFieldUpdater<Delivery, DeliveryState> STATE = AtomicReferenceFieldUpdater
            .newUpdater(Delivery.class, DeliveryState.class, "state");

    private final Owner owner;
    private final ReceivedPublish publish;
    private final long sequence;
    private final long receivedNanos;

    private static final AtomicReferenceFieldUpdater<Delivery, CompletableFuture> END = AtomicReferenceFieldUpdater
            .newUpdater(Delivery.class, CompletableFuture.class, "end");

    private volatile DeliveryState state = Undecided.WAITING;
    // null until somebody asks for it, or it is there
    private volatile CompletableFuture<Boolean> end;

    // loop only; 0 for not yet
    private long handedOverNanos;

    Delivery(Owner owner, ReceivedPublish publish, long sequence, long receivedNanos) {
        this.owner = owner;
        this.publish = publish;
        this.sequence = sequence;
        this.receivedNanos = receivedNanos;
    }

    /**
     * Records that the application is done with the message. The first call decides, a later one is counted and does
     * nothing. Any thread.
     *
     * @return whether this call was the first
     */
    public boolean settle() {
        return decide(Acknowledgement.SUCCESS);
    }

    /**
     * Like {@link #settle()}, but the server is told that the message is not wanted.
     *
     * @param code 0x80 or more
     * @param reason {@code null} for none
     */
    public boolean reject(int code, String reason) {
        return decide(new Acknowledgement(code, reason));
    }

    private boolean decide(Acknowledgement how) {
        for (DeliveryState now = state; now instanceof Undecided undecided; now = state) {
            if (STATE.compareAndSet(this, now, new Decided(how, undecided))) {
                if (!isConfirmable()) {
                    ended(true);
                }
                owner.settled(this);
                return true;
            }
        }
        owner.settledAgain(this);
        return false;
    }

    /**
     * Whether the message went back to the server, which will deliver it again: this copy is of no use any more, also if
     * it is decided about afterwards.
     */
    public boolean isReturned() {
        DeliveryState now = state;
        return now == Undecided.RETURNED || now instanceof Decided decided && decided.before() == Undecided.RETURNED;
    }

    /**
     * Completes on the loop. Any thread.
     *
     * @return whether the server will not deliver it again: its acknowledgement has been written, or nobody waits for one;
     *         {@code false} if it went back to the server
     */
    public CompletionStage<Boolean> end() {
        END.compareAndSet(this, null, new CompletableFuture<>());
        return end;
    }

    private void ended(boolean forGood) {
        if (!END.compareAndSet(this, null, CompletableFuture.completedFuture(forGood))) {
            end.complete(forGood);
        }
    }

    /** Its acknowledgement is written now. */
    void acknowledged() {
        ended(true);
    }

    boolean isDecided() {
        return state instanceof Decided;
    }

    /** {@code null} as long as it is not decided, or if the decision came too late. */
    Acknowledgement decision() {
        return state instanceof Decided decided && decided.inTime() ? decided.how() : null;
    }

    void handOver(long now) {
        handedOverNanos = now;
        STATE.compareAndSet(this, Undecided.WAITING, Undecided.PROCESSING);
    }

    /** The server delivers it again: a decision that was made, but not sent, has no effect. */
    void giveBack() {
        STATE.getAndUpdate(this,
                now -> now instanceof Decided decided ? new Decided(decided.how(), Undecided.RETURNED) : Undecided.RETURNED);
        ended(false);
        owner.returned(this);
    }

    /** The server has forgotten the message. A decision that comes at this moment is not undone. */
    void forget() {
        for (DeliveryState now = state; now instanceof Undecided
                && !STATE.compareAndSet(this, now, Undecided.FORGOTTEN);) {
            now = state;
        }
        ended(true);
    }

    void release() {
        if (isConfirmable()) {
            publish.release();
        }
    }

    /** Whether the server waits for an acknowledgement. */
    boolean isConfirmable() {
        return publish.qos() > 0;
    }

    boolean isWaiting() {
        return handedOverNanos == 0 && !isDecided() && !isReturned();
    }

    Owner owner() {
        return owner;
    }

    long sequence() {
        return sequence;
    }

    long receivedNanos() {
        return receivedNanos;
    }

    long handedOverNanos() {
        return handedOverNanos;
    }

    public ReceivedPublish publish() {
        return publish;
    }

    public String topic() {
        return publish.topic();
    }

    public int qos() {
        return publish.qos();
    }

    /** What is left of the time for which the server would have kept the message, in seconds. */
    public OptionalLong remainingExpiryInterval() {
        OptionalLong interval = publish.messageExpiryInterval();
        return interval.isEmpty() ? interval
                : OptionalLong.of(Math.max(0, interval.getAsLong() - (owner.nanoTime() - receivedNanos) / 1_000_000_000L));
    }
}
