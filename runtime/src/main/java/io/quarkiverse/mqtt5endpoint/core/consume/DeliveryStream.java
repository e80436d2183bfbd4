package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * The messages of a subscription as a stream, which hands over only what is asked for and buffers nothing. Its items
 * leave on the loop.
 */
final class DeliveryStream extends AbstractMulti<Delivery> implements Flow.Subscription {

    /** What the stream tells the subscription. */
    interface Owner {

        void subscribed();

        void demanded();

        void cancelled();

        RuntimeException secondSubscriber();
    }

    private final Loop loop;
    private final Owner owner;
    private final AtomicBoolean taken = new AtomicBoolean();

    // loop only
    private MultiSubscriber<? super Delivery> subscriber;
    private long demand;
    // null as long as it goes on
    private Consumer<MultiSubscriber<? super Delivery>> end;

    DeliveryStream(Loop loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Delivery> downstream) {
        if (!taken.compareAndSet(false, true)) {
            Subscriptions.fail(downstream, owner.secondSubscriber());
            return;
        }
        loop.run(() -> subscriber = downstream);
        downstream.onSubscribe(this);
        loop.run(this::subscribed);
    }

    private void subscribed() {
        if (end == null) {
            owner.subscribed();
        } else {
            end(end);
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            loop.run(this::refuse);
            return;
        }
        loop.run(() -> demanded(n));
    }

    private void refuse() {
        if (subscriber != null) {
            fail(Subscriptions.getInvalidRequestException());
            owner.cancelled();
        }
    }

    private void demanded(long n) {
        demand = Subscriptions.add(demand, n);
        owner.demanded();
    }

    @Override
    public void cancel() {
        loop.run(() -> {
            if (subscriber != null) {
                subscriber = null;
                owner.cancelled();
            }
        });
    }

    /** Whether somebody has subscribed, now or before. Any thread. */
    boolean isTaken() {
        return taken.get();
    }

    boolean hasDemand() {
        return subscriber != null && demand > 0;
    }

    void takeDemand() {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
    }

    void emit(Delivery delivery) {
        subscriber.onItem(delivery);
    }

    /** Ends the stream, also for one that subscribes later. */
    void complete() {
        end(MultiSubscriber::onCompletion);
    }

    /** Ends the stream, also for one that subscribes later. */
    void fail(Throwable cause) {
        end(last -> last.onFailure(cause));
    }

    private void end(Consumer<MultiSubscriber<? super Delivery>> how) {
        end = end == null ? how : end;
        MultiSubscriber<? super Delivery> last = subscriber;
        subscriber = null;
        if (last != null) {
            end.accept(last);
        }
    }
}
