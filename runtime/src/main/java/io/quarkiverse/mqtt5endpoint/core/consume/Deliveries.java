package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver.DropReason;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver.Settlement;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;

/**
 * The messages of one subscription, in the order of the server: those that wait, and those that the application has.
 * On the loop only, except for {@link #settled}.
 */
final class Deliveries implements Delivery.Owner {

    private final IncomingSettings settings;
    private final Loop loop;
    private final Link link;
    private final AckOrder order;
    private final InHands inHands;
    private final DeliveryStream stream;
    private final ChannelObserver observer;
    private final WaitingMessages waiting = new WaitingMessages();
    private final Processing processing;
    private final Qos0Bounds bounds;
    private final UnsettledReports unsettled;
    private final RepairReports repairs;
    private final Runnable drain = this::drain;

    // the message that is being handed over right now, null for none
    private Delivery leaving;
    private int returned;
    private long received;

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
        this.processing = new Processing(inHands, settings.client().limits().receiveMaximum());
        this.bounds = new Qos0Bounds(settings, waiting, observer, overflowed);
        this.unsettled = new UnsettledReports(settings, observer);
        this.repairs = new RepairReports(settings.channel(), observer);
    }

    String channel() {
        return settings.channel();
    }

    /** How many messages have come. */
    long received() {
        return received;
    }

    void received(Delivery delivery) {
        received++;
        observer.received();
        waiting.add(delivery);
        drain();
        // Whatever is handed over immediately needs no room.
        if (!delivery.isConfirmable()) {
            bounds.makeRoom(delivery);
        }
    }

    /** The next message comes without some of its properties. */
    void repaired(String topic, List<String> properties) {
        repairs.repaired(topic, properties);
    }

    /** Hands over what the application asked for. */
    void drain() {
        loop.assertCurrent();
        // An item can lead to a request or an acknowledgement on this very thread: the loop below sees that, no need to nest.
        while (leaving == null && hasNext()) {
            Delivery head = waiting.peek();
            if (!inHands.hasRoomFor(head)) {
                inHands.whenRoom(drain);
                return;
            }
            waiting.remove(head);
            unsettled.handedOver(head);
            stream.takeDemand();
            handOver(head);
        }
    }

    private boolean hasNext() {
        return waiting.peek() != null && link.handsOver() && stream.hasDemand();
    }

    private void handOver(Delivery delivery) {
        leaving = delivery;
        try {
            delivery.handOver(loop.nanoTime());
            observer.handedOver();
            processing.add(delivery);
            if (settings.autoAck()) {
                delivery.settle();
            }
            stream.emit(delivery);
        } finally {
            leaving = null;
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
        unsettled.settled(delivery);
        processing.remove(delivery, this::advance);
    }

    private void advance() {
        if (!link.isOver()) {
            order.advance();
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
        unsettled.forgetHeldBack();
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
        processing.each(Delivery::forget);
        waiting.unpark();
        drain();
    }

    /** Reports messages that the application has had for too long. */
    Unsettled sweep(long now) {
        return unsettled.sweep(processing.oldestFirst(), now);
    }

    /** A message waits here that the acknowledgements of all others wait for. */
    void reportHeldBack(Delivery delivery, long seconds) {
        unsettled.heldBack(delivery, seconds);
    }

    /**
     * What waits is acknowledged without being handed over: nobody wants it any more, the server can't be asked to take it
     * back, and unacknowledged it would hold back the acknowledgements of the whole connection.
     */
    void dropWaiting() {
        int messages = 0;
        for (Delivery head = waiting.peek(); head != null; head = waiting.peek()) {
            waiting.remove(head);
            observer.dropped(DropReason.CLOSED);
            head.settle();
            messages++;
        }
        if (messages > 0) {
            log.closedWithWaiting(settings.channel(), messages);
        }
    }

    /** Nothing that waits is handed over any more. */
    void clear() {
        waiting.clear();
        unsettled.forgetHeldBack();
        inHands.forget(drain);
    }
}
