package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.model.ModelObserver.Counter;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.smallrye.mutiny.subscription.MultiSubscriber;

/** An incoming channel with its application, and what of its messages has to be where. */
final class ModelChannel implements MultiSubscriber<Delivery> {

    final String filter;
    final ModelObserver counted = new ModelObserver();
    final ModelObserver expected = new ModelObserver();
    // With the application, undecided
    final List<ModelCopy> inHands = new ArrayList<>();
    final ModelWaiting waiting;

    private final ModelWorld world;
    private final IncomingSettings settings;

    private SessionLease lease;
    private Subscription subscription;
    private Flow.Subscription stream;
    private ModelCopy lastDecided;
    private long demand;
    private int returned;
    private boolean cancelled;
    private boolean left;
    private boolean unsubscribed;
    private boolean ended;

    ModelChannel(ModelWorld world, IncomingSettings settings) {
        this.world = world;
        this.settings = settings;
        this.filter = settings.subscription().filters().get(0);
        this.waiting = new ModelWaiting(world, settings, expected);
    }

    void lease(SessionLease acquired) {
        lease = acquired;
        subscription = acquired.subscribe(settings);
    }

    SessionLease lease() {
        return lease;
    }

    Subscription subscription() {
        return subscription;
    }

    boolean autoAck() {
        return settings.autoAck();
    }

    boolean isOpen() {
        return stream != null && !left && !cancelled;
    }

    boolean hasLeft() {
        return left;
    }

    /** Whether it was open before. */
    boolean hasUnsubscribed() {
        return left && unsubscribed;
    }

    boolean hasEnded() {
        return ended || stream == null || cancelled;
    }

    void open() {
        if (stream == null) {
            subscription.messages().subscribe(this);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription taken) {
        stream = taken;
    }

    void request(int messages) {
        if (isOpen()) {
            demand += messages;
            stream.request(messages);
        }
    }

    boolean hasDemand() {
        return isOpen() && !ended && demand > 0;
    }

    void cancel() {
        if (isOpen() && !ended) {
            cancelled = true;
            world.cancelling();
            stream.cancel();
        }
    }

    /** The core may acknowledge what it hands over with the same call. */
    boolean acknowledgesAtOnce(ModelCopy copy) {
        return autoAck() && waiting.first() == copy;
    }

    void sawUnmatched() {
        if (!left) {
            expected.count(Counter.UNMATCHED);
        }
    }

    void arrived(ModelCopy copy) {
        expected.count(Counter.RECEIVED);
        waiting.add(copy);
    }

    @Override
    public void onItem(Delivery delivery) {
        ModelCopy copy = (ModelCopy) delivery.publish();
        check(world.isRunning(), "nothing is handed over any more", copy);
        check(hasDemand(), "nothing is handed over that was not asked for", copy);
        check(waiting.take() == copy, "messages are handed over in their order, once", copy);
        demand--;
        expected.count(Counter.HANDED_OVER);
        copy.delivery = delivery;
        copy.message.emissions++;
        if (autoAck()) {
            decide(copy, 0);
        } else {
            inHands.add(copy);
            check(world.confirmableInHands() <= settings.client().limits().receiveMaximum(),
                    "the receive maximum holds for the application", copy);
            react(copy);
        }
    }

    /** What the application does with a message as soon as it has it. */
    private void react(ModelCopy copy) {
        switch (world.config.reaction()) {
            case SETTLES -> settle(copy, 0);
            case SETTLES_AND_ASKS -> {
                settle(copy, 0);
                request(1);
            }
            case SETTLES_ELSEWHERE -> world.loop.elsewhere(() -> settle(copy, 0));
            case PUBLISHES -> world.publish(copy.message.qos);
            case HOLDS -> {
                // Until a later step.
            }
        }
    }

    void settle(ModelCopy copy, int code) {
        boolean first = !copy.decided;
        if (first) {
            inHands.remove(copy);
            decide(copy, code);
        } else {
            expected.count(Counter.LATE);
        }
        check(first == (code == 0 ? copy.delivery.settle() : copy.delivery.reject(code, null)), "the first decision counts",
                copy);
    }

    private void decide(ModelCopy copy, int code) {
        boolean late = copy.isTooLate();
        copy.decide(code);
        lastDecided = copy.delivery == null ? lastDecided : copy;
        if (copy.isConfirmable()) {
            world.loop.run(() -> count(copy, late));
        }
    }

    /** When the loop learns of it. */
    private void count(ModelCopy copy, boolean late) {
        boolean tooLate = late || copy.returned || world.isOver();
        expected.count(tooLate ? Counter.LATE : copy.code == 0 ? Counter.ACKNOWLEDGED : Counter.REJECTED);
    }

    void settleAgain() {
        if (lastDecided != null) {
            settle(lastDecided, 0);
        }
    }

    void wentBack(ModelCopy copy) {
        returned++;
        waiting.wentBack(copy);
    }

    void sessionResumed() {
        if (!left) {
            expected.redelivered(returned);
        }
        returned = 0;
        waiting.sessionResumed();
    }

    /** The server forgot what it had sent: whatever is decided from now on comes too late. */
    void sessionLost() {
        returned = 0;
        inHands.forEach(copy -> copy.forgotten = true);
        waiting.sessionLost();
    }

    /** Other channels go on. */
    void leave() {
        left = true;
        unsubscribed = stream != null;
        waiting.drop(copy -> {
            expected.count(Counter.CLOSED);
            copy.message.unwanted = true;
            decide(copy, 0);
        });
    }

    void sessionEnded() {
        waiting.clear();
    }

    @Override
    public void onFailure(Throwable failure) {
        end();
        check(world.hasFailed(), "a stream fails with its session", failure);
    }

    @Override
    public void onCompletion() {
        end();
        check(left || world.isStopping(), "a stream completes when it was closed", this);
    }

    private void end() {
        check(!ended, "a stream ends once");
        ended = true;
    }

    @Override
    public String toString() {
        return settings.channel();
    }
}
