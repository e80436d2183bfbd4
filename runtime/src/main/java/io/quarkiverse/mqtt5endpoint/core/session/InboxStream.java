package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.EventLoop;
import io.smallrye.mutiny.helpers.Subscriptions;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/**
 * The messages of a session as a stream, which hands over only what is asked for: no buffer but the inbox. Its items
 * leave on the event loop of the connection.
 */
final class InboxStream extends AbstractMulti<Delivery> implements Flow.Subscription {

    /** What the stream tells the session. */
    interface Owner {

        void subscribed();

        void demanded();

        void cancelled();

        RuntimeException secondSubscriber();
    }

    private final EventLoop loop;
    private final Owner owner;
    private final AtomicBoolean taken = new AtomicBoolean();

    // event loop only
    private MultiSubscriber<? super Delivery> subscriber;
    private long demand;
    private Throwable failure;

    InboxStream(EventLoop loop, Owner owner) {
        this.loop = loop;
        this.owner = owner;
    }

    @Override
    public void subscribe(MultiSubscriber<? super Delivery> downstream) {
        if (!taken.compareAndSet(false, true)) {
            Subscriptions.fail(downstream, owner.secondSubscriber());
            return;
        }
        onLoop(() -> subscriber = downstream);
        downstream.onSubscribe(this);
        onLoop(this::subscribed);
    }

    private void subscribed() {
        if (failure == null) {
            owner.subscribed();
        } else {
            fail(failure);
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            onLoop(() -> fail(Subscriptions.getInvalidRequestException()));
            return;
        }
        onLoop(() -> demanded(n));
    }

    private void demanded(long n) {
        demand = Subscriptions.add(demand, n);
        owner.demanded();
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            if (subscriber != null) {
                subscriber = null;
                owner.cancelled();
            }
        });
    }

    boolean takeDemand() {
        if (subscriber == null || demand == 0) {
            return false;
        }
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        return true;
    }

    void emit(Delivery delivery) {
        subscriber.onItem(delivery);
    }

    /** Ends the stream, also for one that subscribes later. */
    void fail(Throwable cause) {
        failure = cause;
        MultiSubscriber<? super Delivery> last = subscriber;
        subscriber = null;
        if (last != null) {
            last.onFailure(cause);
        }
    }

    private void onLoop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }
}
