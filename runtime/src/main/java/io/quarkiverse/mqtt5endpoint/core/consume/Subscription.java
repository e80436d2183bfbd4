package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Closed;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Deferred;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Granted;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.New;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Pending;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState.Requested;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.smallrye.mutiny.Multi;

/**
 * A subscription: SUBSCRIBE once per process, and again whenever the server has no session, until it is closed with
 * UNSUBSCRIBE. On the loop only, unless a method says otherwise.
 */
public final class Subscription {

    /** What the session learns. */
    public interface Host {

        /** Somebody wants its messages. */
        void opened(Subscription subscription);

        void granted(Subscription subscription);

        /** It can't be granted, or not be used. */
        void failed(Subscription subscription, Throwable cause);

        /** Nobody takes its messages any more. */
        void abandoned(Subscription subscription);
    }

    private final IncomingSettings settings;
    private final Loop loop;
    private final Link link;
    private final Host host;
    private final AckOrder order;
    private final DeliveryStream stream;
    private final Deliveries deliveries;
    private final SubAckRules rules;
    private final ResumeGuard resumeGuard = new ResumeGuard();
    private final ServerSupport support;
    private final SubscribeExchange exchange;

    private volatile SubscriptionState state = new New();
    private volatile Unsettled unsettled = Unsettled.NONE;

    Subscription(IncomingSettings settings, Loop loop, Link link, AckOrder order, InHands inHands, ChannelObserver observer,
            Host host) {
        this.settings = settings;
        this.loop = loop;
        this.link = link;
        this.host = host;
        this.order = order;
        this.stream = new DeliveryStream(loop, new StreamOwner());
        this.deliveries = new Deliveries(settings, loop, link, order, inHands, stream, observer,
                cause -> host.failed(this, cause));
        this.rules = new SubAckRules(settings, loop, link);
        this.support = new ServerSupport(settings, link);
        this.exchange = new SubscribeExchange(loop, link, settings.client().limits().connectTimeout());
    }

    /** Its messages; the session connects when the stream is subscribed, which works once. */
    public Multi<Delivery> messages() {
        return stream;
    }

    /** Any thread. */
    public SubscriptionState state() {
        return state;
    }

    /** What the application has had for too long. Any thread. */
    public Unsettled unsettled() {
        return unsettled;
    }

    /** Any thread. */
    public String channel() {
        return settings.channel();
    }

    /** As they are sent, {@code $share/...} included. Any thread. */
    public List<String> filters() {
        return settings.subscription().filters();
    }

    /** Whether somebody wants its messages, or did: from the moment on that the stream is subscribed. Any thread. */
    public boolean isWanted() {
        return stream.isTaken();
    }

    /** Whether it has what it wants: granted, or not wanted yet. Any thread. */
    public boolean isSatisfied() {
        return state instanceof Granted || state instanceof New;
    }

    IncomingSettings settings() {
        return settings;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    private <S extends SubscriptionState> S enter(S next) {
        loop.assertCurrent();
        state = next;
        return next;
    }

    /** There is a connection. Of no consequence before somebody wants the messages, or while the session stops. */
    public void connected(LiveConnection live) {
        if (state instanceof New || state instanceof Closed || !link.handsOver()) {
            // A session that is stopping only finishes what it has: what it subscribed to now would be lost to others.
            return;
        }
        resumeGuard.connected(live.accepted().sessionPresent() && settings.subscription().hasShared());
        RuntimeException missing = support.missing(live.limits());
        if (missing != null) {
            host.failed(this, missing);
        } else if (live.accepted().sessionPresent() && state instanceof Granted) {
            host.granted(this);
        } else if (!live.accepted().sessionPresent()) {
            subscribe(live, 0);
        } else if (!(state instanceof Requested)) {
            subscribeResumed(live);
        } else {
            // The engine itself sends again the SUBSCRIBE that it got no answer to.
            exchange.expectAnswer();
        }
    }

    /** No retry happens without a connection. */
    public void connectionLost() {
        exchange.end();
        if (state instanceof Deferred deferred) {
            deferred.timer().cancel();
            enter(new Pending());
        }
    }

    /** The SUBSCRIBE that was under way is sent by nobody any more. */
    public void engineReplaced() {
        if (state instanceof Requested) {
            enter(new Pending());
        }
    }

    private void subscribeResumed(LiveConnection live) {
        if (settings.subscription().hasShared()) {
            enter(new Deferred(new Draining(loop, order, deliveries, () -> retry(0)).begin()));
        } else {
            subscribe(live, 0);
        }
    }

    private void subscribe(LiveConnection live, int retries) {
        send(live, settings.subscription(), enter(new Requested(retries)), retries);
    }

    private void send(LiveConnection live, SubscriptionSettings what, SubscriptionState asking, int retries) {
        exchange.send(live, what, outcome -> {
            if (state == asking) {
                answered(outcome, retries);
            }
        });
    }

    private void answered(SubscribeOutcome outcome, int retries) {
        exchange.end();
        if (outcome instanceof SubscribeOutcome.Answered answer) {
            judge(answer.reasonCodes(), retries);
        } else if (outcome instanceof SubscribeOutcome.Lost lost) {
            // The next CONNACK leads to the next SUBSCRIBE.
            log.debugf(lost.cause(), "Channel `%s`: no SUBACK", channel());
            enter(new Pending());
        } else if (outcome instanceof SubscribeOutcome.NotSent notSent) {
            host.failed(this, errors.subscriptionNotSent(channel(), String.join(", ", filters()), notSent.cause()));
        }
    }

    private void judge(List<Integer> codes, int retries) {
        SubAckRules.Verdict verdict = rules.judge(codes, retries);
        if (verdict.retryAfter() != null) {
            enter(new Deferred(loop.schedule(verdict.retryAfter(), () -> retry(retries + 1))));
        } else if (verdict.failure() != null) {
            host.failed(this, verdict.failure());
        } else {
            granted();
        }
    }

    private void granted() {
        if (!(state instanceof Granted)) {
            log.subscribed(channel(), String.join(", ", filters()));
        }
        enter(new Granted());
        host.granted(this);
    }

    private void retry(int retries) {
        LiveConnection live = link.live();
        if (live == null || !link.handsOver()) {
            enter(new Pending());
        } else {
            subscribe(live, retries);
        }
    }

    /** Once a second. Sends SUBSCRIBE once more, although the server granted it, if that may be forgotten. */
    void sweep(boolean hasRoom) {
        LiveConnection live = link.live();
        if (live != null && link.handsOver() && state instanceof Granted granted
                && resumeGuard.isStalled(deliveries.received(), hasRoom, !order.hasAnyOf(deliveries))) {
            log.quietAfterResume(channel(), link.server());
            send(live, settings.subscription().withoutRetained(), granted, 0);
        }
    }

    void unsettled(Unsettled found) {
        unsettled = found;
    }

    /** Ends the stream: there will be no more messages. */
    public void fail(Throwable cause) {
        close();
        stream.fail(cause);
    }

    /**
     * Asks the server to send nothing more, drops what waits, and completes the stream.
     *
     * @return whether the server need not be asked any more
     */
    boolean unsubscribe() {
        LiveConnection live = link.live();
        boolean known = !(state instanceof New || state instanceof Closed);
        if (live != null && known) {
            live.engine().unsubscribe(filters(), () -> log.debugf("Channel `%s`: unsubscribed", channel()));
        }
        deliveries.dropWaiting();
        end();
        return live != null || !known;
    }

    /** Completes the stream. What waits is left to the server. */
    public void end() {
        close();
        stream.complete();
    }

    /** No more retries, and answers that are under way mean nothing any more. */
    void close() {
        exchange.end();
        if (state instanceof Deferred deferred) {
            deferred.timer().cancel();
        }
        enter(new Closed());
        deliveries.clear();
    }

    private final class StreamOwner implements DeliveryStream.Owner {

        @Override
        public void subscribed() {
            enter(new Pending());
            host.opened(Subscription.this);
        }

        @Override
        public void demanded() {
            deliveries.drain();
        }

        @Override
        public void cancelled() {
            host.abandoned(Subscription.this);
        }

        @Override
        public RuntimeException secondSubscriber() {
            return errors.oneSubscriberOnly(channel());
        }
    }
}
