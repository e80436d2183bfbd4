package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;

/** What the server delivers over one session, and what it still waits for. On the loop only. */
public final class Inbox {

    private final Loop loop;
    private final Link link;
    private final Runnable unmatched;
    private final IncomingRouter router;
    private final StaleSubscriptions stale;
    private final DoubledMessages doubled;
    private final AckOrder order = new AckOrder();
    private final InHands inHands;
    private final int receiveMaximum;
    private final Set<Subscription> subscriptions = new CopyOnWriteArraySet<>();
    // Closed while there was no connection: the server sends messages for them to a session that it resumes.
    private final Set<String> staleFilters;

    private long received;

    /**
     * @param name whose session it is, for the log
     * @param unmatched called for each message that no subscription wants
     * @param earlierFilters what a session that is resumed may be subscribed to
     */
    public Inbox(Supplier<String> name, Loop loop, Link link, int receiveMaximum, Runnable unmatched,
            Set<String> earlierFilters) {
        this.loop = loop;
        this.link = link;
        this.unmatched = unmatched;
        this.router = new IncomingRouter(name);
        this.stale = new StaleSubscriptions(name, this::unsubscribe);
        this.doubled = new DoubledMessages(topic -> log.doubledMessage(name.get(), topic, link.server()));
        this.inHands = new InHands(receiveMaximum);
        this.receiveMaximum = receiveMaximum;
        this.staleFilters = new HashSet<>(earlierFilters);
    }

    /** Any thread; its messages are expected from then on, as those of a resumed session come early. */
    public Subscription subscription(IncomingSettings settings, ChannelObserver observer, Subscription.Host host) {
        Subscription added = new Subscription(settings, loop, link, order, inHands, observer, host);
        loop.run(() -> {
            subscriptions.add(added);
            router.add(added);
            stale.add(added.filters());
            staleFilters.removeAll(added.filters());
        });
        return added;
    }

    /** The server is asked to send nothing more for it, now or when there is a connection; what waits is dropped. */
    public void close(Subscription closed) {
        loop.assertCurrent();
        subscriptions.remove(closed);
        router.remove(closed);
        stale.remove(closed.filters());
        if (!closed.unsubscribe()) {
            staleFilters.addAll(closed.filters());
        }
    }

    /** On the loop, in no particular order. */
    public Collection<Subscription> subscriptions() {
        return subscriptions;
    }

    /** A message from the engine. */
    public void received(ReceivedPublish publish) {
        loop.assertCurrent();
        Subscription matching = router.find(publish.topic());
        Subscription subscription = stale.isStale(publish) ? null : matching;
        Delivery delivery = new Delivery(subscription == null ? Delivery.NOBODY : subscription.deliveries(), publish,
                received++, loop.nanoTime());
        if (delivery.isConfirmable()) {
            order.add(delivery);
        }
        if (link.isOver()) {
            return;
        }
        doubled.received(publish);
        if (matching == null) {
            router.reportUnmatched(publish.topic());
        }
        if (subscription == null) {
            drop(delivery);
        } else {
            subscription.deliveries().received(delivery);
        }
    }

    private void unsubscribe(String filter) {
        LiveConnection live = link.live();
        if (live != null) {
            live.engine().unsubscribe(List.of(filter), () -> log.debugf("Unsubscribed: %s", filter));
        }
    }

    /** The next message had properties that no client may accept, and comes without them. */
    public void repaired(String topic, List<String> properties) {
        Subscription subscription = router.find(topic);
        if (subscription != null) {
            subscription.deliveries().repaired(topic, properties);
        }
    }

    private void drop(Delivery delivery) {
        unmatched.run();
        delivery.settle();
        order.advance();
    }

    /**
     * What the message that is next in order is acknowledged with.
     *
     * @return {@code null} if nobody decided
     */
    public Acknowledgement nextAcknowledgement() {
        return order.next();
    }

    /** Whether there may be one more message that is not acknowledged. */
    public boolean hasRoom() {
        return order.inEngine() < receiveMaximum;
    }

    public void connected(LiveConnection live, boolean again) {
        if (!again) {
            doubled.connected(live.accepted().sessionPresent() && !live.limits().subscriptionIdentifiers());
        }
        if (live.accepted().sessionPresent()) {
            unsubscribeStale(live);
            deliveries(Deliveries::sessionResumed);
        } else if (again) {
            staleFilters.clear();
            order.sessionLost();
            deliveries(Deliveries::sessionLost);
        }
    }

    private void unsubscribeStale(LiveConnection live) {
        if (!staleFilters.isEmpty()) {
            List<String> stale = List.copyOf(staleFilters);
            staleFilters.clear();
            live.engine().unsubscribe(stale, () -> log.debugf("Unsubscribed: %s", stale));
        }
    }

    public void connectionLost() {
        doubled.connectionLost();
        order.connectionLost();
        deliveries(Deliveries::connectionLost);
        subscriptions.forEach(Subscription::connectionLost);
    }

    /** The session goes on with an engine that knows of nothing. */
    public void engineReplaced() {
        order.engineReplaced();
        deliveries(Deliveries::connectionLost);
        subscriptions.forEach(Subscription::engineReplaced);
    }

    private void deliveries(java.util.function.Consumer<Deliveries> action) {
        subscriptions.forEach(subscription -> action.accept(subscription.deliveries()));
    }

    /** Reports what takes too long. Once a second. */
    public void sweep(long now) {
        for (Subscription subscription : subscriptions) {
            subscription.sweep(hasRoom());
            Unsettled own = subscription.deliveries().sweep(now);
            subscription.unsettled(own == Unsettled.NONE && subscriptions.size() > 1
                    ? heldBack(subscription.settings().ackTimeout(), now)
                    : own);
        }
    }

    /** The message that all acknowledgements wait for, if its own channel does not take it. */
    private Unsettled heldBack(Duration timeout, long now) {
        Delivery head = order.head();
        if (head == null || !head.isWaiting() || timeout.isZero() || now - head.receivedNanos() < timeout.toNanos()) {
            return Unsettled.NONE;
        }
        Subscription owner = router.find(head.topic());
        if (owner == null) {
            return Unsettled.NONE;
        }
        long seconds = (now - head.receivedNanos()) / 1_000_000_000L;
        owner.deliveries().reportHeldBack(head, seconds);
        return new Unsettled(1, head.topic(), seconds, owner.channel());
    }

    /** Runs a task once, as soon as the application has no message. */
    public void whenNothingInHands(Runnable task) {
        inHands.whenNone(task);
    }

    /** What a stop now would leave to the server although the application has it, or is done with it. */
    public int unacknowledged() {
        return inHands.size() + order.decided();
    }

    /** How many messages came over this session. */
    public long received() {
        return received;
    }

    /** Nothing further is handed over. */
    public void close() {
        deliveries(Deliveries::clear);
    }
}
