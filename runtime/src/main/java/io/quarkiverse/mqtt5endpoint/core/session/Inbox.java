package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/**
 * What the server delivered over one connection: which channel it is for, and what the engine still has to
 * acknowledge. Everything here happens on the event loop of the connection.
 */
final class Inbox {

    private static final int REMEMBERED_TOPICS = 100;

    private final Supplier<String> name;
    private final ConnectionCounters counters;
    private final int receiveMaximum;
    private final List<Intake> intakes = new ArrayList<>();
    // In the order in which the engine sends acknowledgements: each leaves when the engine asks for its reason code.
    private final Deque<Delivery> unconfirmed = new ArrayDeque<>();
    private final Set<String> foreignTopics = new HashSet<>();
    private final List<Runnable> whenSettled = new ArrayList<>();

    private long sequence;
    private int confirmableInHands;
    private boolean closed;
    private boolean stopping;

    /**
     * @param name whose connection it is, for sentences
     */
    Inbox(Supplier<String> name, ConnectionCounters counters, int receiveMaximum) {
        this.name = name;
        this.counters = counters;
        this.receiveMaximum = receiveMaximum;
    }

    /** From now on messages of the channel's topics go there. */
    void add(Intake intake) {
        intakes.add(intake);
    }

    /** A message from the engine. */
    void received(Mqtt5Publish publish) {
        Intake intake = intakeFor(publish.getTopic().toString());
        Delivery delivery = new Delivery(intake, publish, sequence++);
        if (delivery.isConfirmable()) {
            unconfirmed.add(delivery);
        }
        if (closed) {
            return;
        }
        if (intake == null) {
            dropForeign(delivery);
        } else {
            intake.received(delivery);
        }
    }

    /** Filters of one connection don't overlap, so there is one at most. */
    private Intake intakeFor(String topic) {
        for (Intake intake : intakes) {
            if (intake.wants(topic)) {
                return intake;
            }
        }
        return null;
    }

    /** The engine is about to send the acknowledgement that is next in order. */
    Delivery nextConfirmation() {
        return unconfirmed.poll();
    }

    boolean mayHandOver(Delivery head) {
        return !closed && !stopping && (!head.isConfirmable() || confirmableInHands < receiveMaximum);
    }

    void handedOver(Delivery delivery) {
        if (delivery.isConfirmable()) {
            confirmableInHands++;
        }
    }

    /** A channel is done with a message that was in the application's hands. */
    void settled(Delivery delivery, boolean wasInHands) {
        if (delivery.isConfirmable()) {
            confirmableInHands -= wasInHands ? 1 : 0;
            acknowledge(delivery);
        }
        if (inHands() == 0) {
            whenSettled.forEach(Runnable::run);
            whenSettled.clear();
        }
        intakes.forEach(Intake::drain);
    }

    private void acknowledge(Delivery delivery) {
        if (delivery.confirmed || closed) {
            delivery.intake.counters().settledLate.increment();
        } else {
            delivery.intake.counters().acknowledged.increment();
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
        intakes.forEach(Intake::park);
    }

    void sessionResumed() {
        intakes.forEach(Intake::forgetParked);
    }

    /** The session goes on with an engine that knows of nothing: whatever is not acknowledged comes again. */
    void engineReplaced() {
        unconfirmed.forEach(Inbox::giveBack);
        intakes.forEach(Intake::park);
    }

    /**
     * The server has no session: what it did not get acknowledged is forgotten there, and the engine's index is empty
     * too. The copies here are all that is left. They are delivered, and a failure means what it means for any
     * message; only there is nobody to acknowledge them to.
     */
    void sessionLost() {
        unconfirmed.forEach(Inbox::confirm);
        intakes.forEach(Intake::keepWhatIsLeft);
        intakes.forEach(Intake::drain);
    }

    private static void giveBack(Delivery delivery) {
        if (!delivery.confirmed) {
            delivery.giveBack();
            confirm(delivery);
        }
    }

    private void dropForeign(Delivery delivery) {
        counters.foreign.increment();
        if (foreignTopics.size() < REMEMBERED_TOPICS && foreignTopics.add(delivery.topic())) {
            log.foreignMessage(name.get(), delivery.topic());
        }
        confirm(delivery);
    }

    /** No more messages for the application; calls back when it has settled what it has. */
    void stopIntake(Runnable settled) {
        stopping = true;
        if (inHands() == 0) {
            settled.run();
        } else {
            whenSettled.add(settled);
        }
    }

    boolean isWindowEmpty() {
        return unconfirmed.isEmpty();
    }

    long received() {
        return sequence;
    }

    /** The message that all acknowledgements wait for, if nobody has taken it for that long; else {@code null}. */
    Delivery notTakenFor(long nanos, long now) {
        Delivery head = unconfirmed.peek();
        boolean waits = head != null && head.intake != null && !head.isSettled() && !head.isReturned()
                && head.handedOverNanos == 0 && now - head.receivedNanos >= nanos;
        return waits ? head : null;
    }

    /** What a stop now would leave to the server although the application has it, or is done with it. */
    int unacknowledged() {
        int behind = 0;
        boolean blocked = false;
        for (Delivery delivery : unconfirmed) {
            blocked |= !delivery.isSettled();
            behind += blocked && delivery.isSettled() && !delivery.isReturned() ? 1 : 0;
        }
        return inHands() + behind;
    }

    int inHands() {
        return intakes.stream().mapToInt(Intake::inHands).sum();
    }

    /** Nothing further is handed over or acknowledged. */
    void close() {
        closed = true;
        intakes.forEach(Intake::clear);
    }
}
