package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver.DropReason;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver.Settlement;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;

/**
 * The messages of one subscription, in the order of the server: those that wait, and those that the application has.
 * On the loop only, except for {@link #settled}.
 */
final class Deliveries implements Delivery.Owner {

    private static final int REMEMBERED_TOPICS = 100;

    private final IncomingSettings settings;
    private final Loop loop;
    private final Link link;
    private final AckOrder order;
    private final InHands inHands;
    private final DeliveryStream stream;
    private final ChannelObserver observer;
    private final Consumer<Throwable> overflowed;
    private final WaitingMessages waiting = new WaitingMessages();
    // Oldest first.
    private final Set<Delivery> processing = new LinkedHashSet<>();
    private final Set<String> repairedTopics = new HashSet<>();
    private final Set<Delivery> reported = new HashSet<>();
    private final Set<Delivery> heldBack = new HashSet<>();
    private final Runnable drain = this::drain;

    private int unconfirmed;
    private int returned;
    private long dropped;
    private boolean draining;

    /**
     * @param overflowed what to do when there is no room and no message may be dropped
     */
    Deliveries(IncomingSettings settings, Loop loop, Link link, AckOrder order, InHands inHands, DeliveryStream stream,
            ChannelObserver observer, Consumer<Throwable> overflowed) {
        this.settings = settings;
        this.loop = loop;
        this.link = link;
        this.order = order;
        this.inHands = inHands;
        this.stream = stream;
        this.observer = observer;
        this.overflowed = overflowed;
    }

    String channel() {
        return settings.channel();
    }

    void received(Delivery delivery) {
        observer.received();
        waiting.add(delivery);
        drain();
        // Whatever is handed over immediately needs no room.
        if (!delivery.isConfirmable()) {
            makeRoom(delivery);
        }
    }

    /** The next message comes without some of its properties. One line for each topic, as far as that is worth it. */
    void repaired(String topic, List<String> properties) {
        observer.repaired();
        if (repairedTopics.size() < REMEMBERED_TOPICS && repairedTopics.add(topic)) {
            log.repaired(settings.channel(), topic, String.join(", ", properties));
        }
    }

    /** Hands over what the application asked for. */
    void drain() {
        loop.assertCurrent();
        // An item can lead to a request or an acknowledgement on this very thread: the loop below sees that, no need to nest.
        if (draining) {
            return;
        }
        draining = true;
        try {
            handOverAll();
        } finally {
            draining = false;
        }
    }

    private void handOverAll() {
        for (Delivery head = waiting.peek(); head != null && link.handsOver() && stream.hasDemand(); head = waiting.peek()) {
            if (!inHands.hasRoomFor(head)) {
                inHands.whenRoom(drain);
                return;
            }
            waiting.remove(head);
            heldBack.remove(head);
            stream.takeDemand();
            handOver(head);
        }
    }

    private void handOver(Delivery delivery) {
        delivery.handOver(loop.nanoTime());
        observer.handedOver();
        track(delivery);
        if (settings.autoAck()) {
            delivery.settle();
        }
        stream.emit(delivery);
    }

    private void track(Delivery delivery) {
        // An application need not settle QoS 0: what it never does must not pile up here.
        if (delivery.isConfirmable() || unconfirmed < settings.client().limits().receiveMaximum()) {
            unconfirmed += delivery.isConfirmable() ? 0 : 1;
            processing.add(delivery);
            inHands.add(delivery);
        }
    }

    @Override
    public void settled(Delivery delivery) {
        if (loop.isCurrent()) {
            afterSettled(delivery);
        } else {
            loop.execute(() -> afterSettled(delivery));
        }
    }

    private void afterSettled(Delivery delivery) {
        if (delivery.isConfirmable()) {
            observer.settled(link.isOver() ? Settlement.LATE : settlement(delivery));
        }
        reported.remove(delivery);
        boolean tracked = processing.remove(delivery);
        if (!link.isOver()) {
            order.advance();
        }
        if (tracked) {
            unconfirmed -= delivery.isConfirmable() ? 0 : 1;
            inHands.remove(delivery);
        }
    }

    private static Settlement settlement(Delivery delivery) {
        if (delivery.decision() == null) {
            return Settlement.LATE;
        }
        return delivery.decision().isError() ? Settlement.REJECTED : Settlement.ACKNOWLEDGED;
    }

    @Override
    public void settledAgain(Delivery delivery) {
        observer.settled(Settlement.LATE);
    }

    @Override
    public void returned(Delivery delivery) {
        returned++;
    }

    @Override
    public long nanoTime() {
        return loop.nanoTime();
    }

    /** What went back to the server leaves the line: without this there would be two of each. */
    void connectionLost() {
        waiting.park();
        heldBack.clear();
        // What stood behind them is next.
        drain();
    }

    /** The server sends again what it did not get acknowledged. */
    void sessionResumed() {
        if (returned > 0) {
            observer.redelivered(returned);
        }
        returned = 0;
        waiting.forgetParked();
    }

    /**
     * The copies here are all that is left. They are delivered, and a failure means what it means for any message; only
     * there is nobody to acknowledge them to.
     */
    void sessionLost() {
        returned = 0;
        processing.forEach(Delivery::forget);
        waiting.unpark();
        drain();
    }

    private void makeRoom(Delivery latest) {
        while (waiting.qos0() > settings.bufferSize() || waiting.qos0Bytes() > maxBytes()) {
            if (settings.qos0Overflow() == OverflowStrategy.FAIL) {
                RuntimeException cause = overflow();
                waiting.dropLatestQos0();
                overflowed.accept(cause);
            } else {
                // One that never fits would otherwise take all others along.
                boolean dropOldest = settings.qos0Overflow() == OverflowStrategy.DROP_OLDEST && !isTooLarge(latest);
                dropped(dropOldest ? waiting.dropOldestQos0() : waiting.dropLatestQos0());
            }
        }
    }

    private RuntimeException overflow() {
        return waiting.qos0() > settings.bufferSize() ? errors.qos0Overflow(settings.channel(), settings.bufferSize())
                : errors.qos0BytesOverflow(settings.channel(), maxBytes());
    }

    private boolean isTooLarge(Delivery delivery) {
        return delivery.publish().payloadSize() > maxBytes();
    }

    private long maxBytes() {
        return settings.client().limits().maxBufferedBytes();
    }

    private void dropped(Delivery delivery) {
        observer.dropped(DropReason.OVERFLOW);
        dropped++;
        // The first, and then each time the number doubles: a flood of messages must not become a flood of lines.
        if (Long.bitCount(dropped) != 1) {
            return;
        }
        if (isTooLarge(delivery)) {
            log.qos0TooLarge(settings.channel(), delivery.topic(), delivery.publish().payloadSize(), maxBytes(), dropped);
        } else {
            log.qos0Dropped(settings.channel(), delivery.topic(), waiting.qos0(), dropped);
        }
    }

    /** Reports messages that the application has had for too long, each once. Oldest first. */
    Unsettled sweep(long now) {
        long timeout = settings.ackTimeout().toNanos();
        if (timeout == 0) {
            return Unsettled.NONE;
        }
        int overdue = 0;
        Delivery oldest = null;
        for (Delivery delivery : processing) {
            if (now - delivery.handedOverNanos() < timeout) {
                break;
            }
            oldest = oldest == null ? delivery : oldest;
            overdue++;
            report(delivery, now);
        }
        return oldest == null ? Unsettled.NONE
                : new Unsettled(overdue, oldest.topic(), seconds(now - oldest.handedOverNanos()), null);
    }

    private void report(Delivery delivery, long now) {
        if (reported.add(delivery)) {
            observer.overdue();
            log.unsettled(settings.channel(), delivery.topic(), seconds(now - delivery.handedOverNanos()));
        }
    }

    /** A message waits here that the acknowledgements of all others wait for. */
    void reportHeldBack(Delivery delivery, long seconds) {
        if (heldBack.add(delivery)) {
            log.holdsBack(settings.channel(), delivery.topic(), seconds);
        }
    }

    private static long seconds(long nanos) {
        return nanos / 1_000_000_000L;
    }

    /** What waits is acknowledged without being handed over: nobody wants it any more. */
    void dropWaiting() {
        for (Delivery head = waiting.peek(); head != null; head = waiting.peek()) {
            waiting.remove(head);
            observer.dropped(DropReason.CLOSED);
            head.settle();
        }
    }

    /** Nothing that waits is handed over any more. */
    void clear() {
        waiting.clear();
        heldBack.clear();
        inHands.forget(drain);
    }
}
