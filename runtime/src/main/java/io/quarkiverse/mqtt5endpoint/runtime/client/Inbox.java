package io.quarkiverse.mqtt5endpoint.runtime.client;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.runtime.settings.OverflowStrategy;

/**
 * What the server delivered: in which order, what of it is in the application's hands, and what the engine still has
 * to acknowledge. Everything here happens on the event loop of the connection.
 */
final class Inbox {

    private static final int REMEMBERED_TOPICS = 100;

    private final String channel;
    private final EventLoop loop;
    private final Counters counters;
    private final int receiveMaximum;
    private final ReceivedQueue queue = new ReceivedQueue();
    // In the order in which the engine sends acknowledgements: each leaves when the engine asks for its reason code.
    private final Deque<Delivery> unconfirmed = new ArrayDeque<>();
    private final Set<Delivery> inHands = new LinkedHashSet<>();
    private final Set<String> foreignTopics = new HashSet<>();

    private Intake intake = Intake.NOBODY;
    private InboxStream stream;
    private Consumer<Throwable> overflowed;
    private long sequence;
    private boolean closed;
    private boolean stopping;
    private boolean draining;
    private int givenBack;
    private int confirmableInHands;
    private long qos0Dropped;
    private final List<Runnable> whenSettled = new ArrayList<>();

    Inbox(String channel, EventLoop loop, Counters counters, int receiveMaximum) {
        this.channel = channel;
        this.loop = loop;
        this.counters = counters;
        this.receiveMaximum = receiveMaximum;
    }

    /** Says who wants which messages, and what to do when there is no room and no message may be dropped. */
    void open(Intake channelIntake, InboxStream channelStream, Consumer<Throwable> onOverflow) {
        intake = channelIntake;
        stream = channelStream;
        overflowed = onOverflow;
    }

    /** A message from the engine. */
    void received(Mqtt5Publish publish) {
        Delivery delivery = new Delivery(this, publish, sequence++);
        if (delivery.isConfirmable()) {
            unconfirmed.add(delivery);
        }
        if (closed) {
            return;
        }
        counters.received.increment();
        if (!intake.wanted().test(delivery.publish.getTopic())) {
            dropForeign(delivery);
        } else if (delivery.isConfirmable() || roomForQos0(delivery)) {
            queue.add(delivery);
            drain();
        }
    }

    /** The engine is about to send the acknowledgement that is next in order. */
    Delivery nextConfirmation() {
        return unconfirmed.poll();
    }

    void drain() {
        // An item can lead to a request or an acknowledgement on this very thread: the loop below sees that, no need to nest.
        if (stream == null || draining) {
            return;
        }
        draining = true;
        try {
            for (Delivery head = queue.peek(); head != null && mayHandOver(head) && stream.takeDemand(); head = queue.peek()) {
                queue.remove(head);
                handOver(head);
            }
        } finally {
            draining = false;
        }
    }

    private boolean mayHandOver(Delivery head) {
        return !closed && !stopping && (!head.isConfirmable() || confirmableInHands < receiveMaximum);
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
        if (intake.autoAck()) {
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

    void settledAgain() {
        counters.settledLate.increment();
    }

    private void afterSettled(Delivery delivery) {
        if (inHands.remove(delivery) && delivery.isConfirmable()) {
            confirmableInHands--;
        }
        if (delivery.isConfirmable()) {
            acknowledge(delivery);
        }
        if (inHands.isEmpty()) {
            whenSettled.forEach(Runnable::run);
            whenSettled.clear();
        }
        drain();
    }

    private void acknowledge(Delivery delivery) {
        if (delivery.confirmed || closed) {
            counters.settledLate.increment();
        } else {
            counters.acknowledged.increment();
            confirm(delivery);
        }
    }

    private static void confirm(Delivery delivery) {
        // The engine throws at a second acknowledgement.
        if (delivery.isConfirmable() && !delivery.confirmed) {
            delivery.confirmed = true;
            delivery.publish.acknowledge();
        }
    }

    /**
     * The connection is gone. The server sends what is unacknowledged again, and the engine would take each QoS 1
     * message for a new one beside the old, which would block it and count against the receive maximum. So the old
     * ones leave the engine now; offline, no packet is sent for them. QoS 2 stays: the engine recognises those, and
     * acknowledging them here would lose them.
     */
    void connectionLost() {
        for (Delivery delivery : unconfirmed) {
            if (delivery.qos() == 1) {
                giveBack(delivery);
            }
        }
        queue.park();
    }

    void sessionResumed() {
        counters.redelivered.add(givenBack);
        givenBack = 0;
        queue.forgetParked();
    }

    /** The session goes on with an engine that knows of nothing: whatever is not acknowledged comes again. */
    void engineReplaced() {
        unconfirmed.forEach(this::giveBack);
        queue.park();
    }

    /**
     * The server has no session: what it did not get acknowledged is forgotten there, and the engine's index is empty
     * too. The copies here are all that is left. They are delivered, and a failure means what it means for any
     * message; only there is nobody to acknowledge them to.
     */
    void sessionLost() {
        givenBack = 0;
        unconfirmed.forEach(Inbox::confirm);
        inHands.forEach(Delivery::orphan);
        queue.unpark();
        drain();
    }

    private void giveBack(Delivery delivery) {
        if (!delivery.confirmed) {
            givenBack++;
            delivery.giveBack();
            confirm(delivery);
        }
    }

    private boolean roomForQos0(Delivery latest) {
        if (queue.waitingQos0() < intake.bufferSize()) {
            return true;
        }
        if (intake.overflow() == OverflowStrategy.FAIL) {
            overflowed.accept(errors.qos0Overflow(channel, intake.bufferSize()));
            return false;
        }
        boolean dropOldest = intake.overflow() == OverflowStrategy.DROP_OLDEST;
        dropped(dropOldest ? queue.dropOldestQos0() : latest);
        return dropOldest;
    }

    private void dropped(Delivery delivery) {
        counters.dropped.increment();
        qos0Dropped++;
        // The first, and then each time the number doubles: a flood of messages must not become a flood of lines.
        if (Long.bitCount(qos0Dropped) == 1) {
            log.qos0Dropped(channel, delivery.topic(), queue.waitingQos0(), qos0Dropped);
        }
    }

    private void dropForeign(Delivery delivery) {
        counters.dropped.increment();
        if (foreignTopics.size() < REMEMBERED_TOPICS && foreignTopics.add(delivery.topic())) {
            log.foreignMessage(channel, delivery.topic());
        }
        confirm(delivery);
    }

    /** Reports messages that are in the application's hands for too long, each once. Oldest first. */
    Unsettled sweep(long timeoutNanos, long now) {
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
        return oldest == null ? Unsettled.NONE : new Unsettled(overdue, oldest.topic(), oldest.handedOverNanos);
    }

    private void report(Delivery delivery, long now) {
        if (!delivery.reported) {
            delivery.reported = true;
            counters.unsettled.increment();
            log.unsettled(channel, delivery.topic(), (now - delivery.handedOverNanos) / 1_000_000_000L);
        }
    }

    /** No more messages for the application; calls back when it has settled what it has. */
    void stopIntake(Runnable settled) {
        stopping = true;
        if (inHands.isEmpty()) {
            settled.run();
        } else {
            whenSettled.add(settled);
        }
    }

    boolean isWindowEmpty() {
        return unconfirmed.isEmpty();
    }

    int inHands() {
        return inHands.size();
    }

    /** Nothing further is handed over or acknowledged. */
    void close() {
        closed = true;
        queue.clear();
    }
}
