package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;

/**
 * The messages that the server waits for, in the order of arrival, which is the order in which acknowledgements have
 * to leave (MQTT 5, 4.6). The engine gets them in that order only: it would otherwise look through all of them for
 * each one that it gets. On the loop only.
 */
final class AckOrder {

    // Not yet released to the engine.
    private final Deque<Delivery> pending = new ArrayDeque<>();
    // The engine has not yet asked what they are acknowledged with.
    private final Deque<Delivery> unasked = new ArrayDeque<>();

    void add(Delivery delivery) {
        pending.add(delivery);
        unasked.add(delivery);
    }

    /** Releases every decided message that nothing stands before. */
    void advance() {
        for (Delivery head = pending.peek(); head != null && head.isDecided(); head = pending.peek()) {
            pending.remove();
            head.release();
        }
    }

    /** What the message that is next in order is acknowledged with; {@code null} if nobody decided. */
    Acknowledgement next() {
        Delivery next = unasked.poll();
        Acknowledgement decision = next == null ? null : next.decision();
        if (decision != null) {
            next.acknowledged();
        }
        return decision;
    }

    /**
     * The connection is gone. The server sends what is unacknowledged again, and the engine would take each QoS 1
     * message for a new one next to the old, which would block it and count against the receive maximum. So the old
     * ones leave the engine now; offline, no packet is sent for them. QoS 2 stays: the engine recognises those, and
     * acknowledging them here would lose them.
     */
    void connectionLost() {
        for (Iterator<Delivery> all = pending.iterator(); all.hasNext();) {
            Delivery delivery = all.next();
            if (delivery.qos() == 1) {
                all.remove();
                delivery.giveBack();
                delivery.release();
            }
        }
        // What was decided and stood behind them.
        advance();
    }

    /** The session goes on with an engine that knows of nothing: whatever is not acknowledged comes again. */
    void engineReplaced() {
        pending.forEach(Delivery::giveBack);
        pending.clear();
        unasked.clear();
    }

    /** The server has no session: there is nobody to acknowledge these to. */
    void sessionLost() {
        pending.forEach(delivery -> {
            delivery.forget();
            delivery.release();
        });
        pending.clear();
    }

    /** How many messages the engine has and has not acknowledged. */
    int inEngine() {
        return unasked.size();
    }

    /** Whether the server waits for a message of this owner. */
    boolean hasAnyOf(Delivery.Owner owner) {
        return unasked.stream().anyMatch(delivery -> delivery.owner() == owner);
    }

    /** The message that all acknowledgements wait for; {@code null} for none. */
    Delivery head() {
        return pending.peek();
    }

    /** How many the application is done with and the server does not know of yet. */
    int decided() {
        return (int) pending.stream().filter(Delivery::isDecided).count();
    }
}
