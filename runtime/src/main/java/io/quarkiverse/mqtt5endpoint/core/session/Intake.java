package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;

/**
 * The messages of one channel, in the order of the server: those that wait, and those in the application's hands. On
 * the event loop of the connection, but for {@link #settled}.
 */
final class Intake {

    private final IncomingSettings settings;
    private final List<TopicFilter> filters;
    private final EventLoop loop;
    private final Inbox inbox;
    private final InboxStream stream;
    private final Consumer<Throwable> overflowed;
    private final int receiveMaximum;
    private final Counters counters;
    private final ReceivedQueue queue = new ReceivedQueue();
    private final Set<Delivery> inHands = new LinkedHashSet<>();

    private int confirmableInHands;
    private int givenBack;
    private boolean draining;
    private long qos0Dropped;

    /**
     * @param overflowed what to do when there is no room and no message may be dropped
     */
    Intake(IncomingSettings settings, EventLoop loop, Inbox inbox, InboxStream stream, Counters counters,
            Consumer<Throwable> overflowed) {
        this.settings = settings;
        this.filters = TopicFilter.all(settings.subscription().filters());
        this.loop = loop;
        this.inbox = inbox;
        this.stream = stream;
        this.counters = counters;
        this.overflowed = overflowed;
        this.receiveMaximum = settings.client().limits().receiveMaximum();
    }

    String channel() {
        return settings.channel();
    }

    Counters counters() {
        return counters;
    }

    boolean wants(String topic) {
        for (TopicFilter filter : filters) {
            if (filter.matches(topic)) {
                return true;
            }
        }
        return false;
    }

    void received(Delivery delivery) {
        counters.received.increment();
        if (delivery.isConfirmable() || roomForQos0(delivery)) {
            queue.add(delivery);
            drain();
        }
    }

    /** Hands over what the application asked for. */
    void drain() {
        // An item can lead to a request or an acknowledgement on this very thread: the loop below sees that, no need to nest.
        if (draining) {
            return;
        }
        draining = true;
        try {
            for (Delivery head = queue.peek(); head != null && inbox.mayHandOver(head) && stream.takeDemand(); head = queue
                    .peek()) {
                queue.remove(head);
                handOver(head);
            }
        } finally {
            draining = false;
        }
    }

    private void handOver(Delivery delivery) {
        delivery.handedOverNanos = System.nanoTime();
        if (delivery.isConfirmable()) {
            inHands.add(delivery);
            confirmableInHands++;
        } else if (inHands.size() - confirmableInHands < receiveMaximum) {
            // An application need not settle QoS 0: what it never does must not pile up here.
            inHands.add(delivery);
        }
        inbox.handedOver(delivery);
        if (settings.autoAck()) {
            delivery.settle();
        }
        stream.emit(delivery);
    }

    /** The application is done with a message. Any thread. */
    void settled(Delivery delivery) {
        if (loop.inEventLoop()) {
            afterSettled(delivery);
        } else {
            loop.execute(() -> afterSettled(delivery));
        }
    }

    private void afterSettled(Delivery delivery) {
        boolean wasInHands = inHands.remove(delivery);
        if (wasInHands && delivery.isConfirmable()) {
            confirmableInHands--;
        }
        inbox.settled(delivery, wasInHands);
    }

    int inHands() {
        return inHands.size();
    }

    void park() {
        queue.park();
    }

    void gaveBack() {
        givenBack++;
    }

    /** The server sends again what it did not get acknowledged. */
    void forgetParked() {
        counters.redelivered.add(givenBack);
        givenBack = 0;
        queue.forgetParked();
    }

    void keepWhatIsLeft() {
        givenBack = 0;
        inHands.forEach(Delivery::orphan);
        queue.unpark();
    }

    private boolean roomForQos0(Delivery latest) {
        if (queue.waitingQos0() < settings.bufferSize()) {
            return true;
        }
        if (settings.qos0Overflow() == OverflowStrategy.FAIL) {
            overflowed.accept(errors.qos0Overflow(settings.channel(), settings.bufferSize()));
            return false;
        }
        boolean dropOldest = settings.qos0Overflow() == OverflowStrategy.DROP_OLDEST;
        dropped(dropOldest ? queue.dropOldestQos0() : latest);
        return dropOldest;
    }

    private void dropped(Delivery delivery) {
        counters.dropped.increment();
        qos0Dropped++;
        // The first, and then each time the number doubles: a flood of messages must not become a flood of lines.
        if (Long.bitCount(qos0Dropped) == 1) {
            log.qos0Dropped(settings.channel(), delivery.topic(), queue.waitingQos0(), qos0Dropped);
        }
    }

    /** Reports messages that are in the application's hands for too long, each once. Oldest first. */
    Unsettled sweep(long now) {
        long timeoutNanos = settings.ackTimeout().toNanos();
        if (timeoutNanos == 0) {
            return Unsettled.NONE;
        }
        int overdue = 0;
        Delivery oldest = null;
        for (Delivery delivery : inHands) {
            if (now - delivery.handedOverNanos < timeoutNanos) {
                break;
            }
            oldest = oldest == null ? delivery : oldest;
            overdue++;
            report(delivery, now);
        }
        return oldest == null ? Unsettled.NONE : new Unsettled(overdue, oldest.topic(), oldest.handedOverNanos, null);
    }

    private void report(Delivery delivery, long now) {
        if (!delivery.reported) {
            delivery.reported = true;
            counters.unsettled.increment();
            log.unsettled(settings.channel(), delivery.topic(), (now - delivery.handedOverNanos) / 1_000_000_000L);
        }
    }

    void clear() {
        queue.clear();
    }
}
