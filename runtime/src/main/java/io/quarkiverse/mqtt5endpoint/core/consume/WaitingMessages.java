package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Messages that wait for the application, in the order of the server. Those of QoS 0 have their own bound and can be
 * dropped, so they stand in a line of their own; sequence numbers tell which of the two comes first. On the loop only.
 */
final class WaitingMessages {

    private final Deque<Delivery> confirmable = new ArrayDeque<>();
    private final Deque<Delivery> droppable = new ArrayDeque<>();
    // Went back to the server when the connection was lost: delivered only if the server turns out to have forgotten them.
    private final Deque<Delivery> parked = new ArrayDeque<>();

    void add(Delivery delivery) {
        (delivery.isConfirmable() ? confirmable : droppable).add(delivery);
    }

    Delivery peek() {
        Delivery first = confirmable.peek();
        Delivery second = droppable.peek();
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return first.sequence() < second.sequence() ? first : second;
    }

    void remove(Delivery head) {
        (head.isConfirmable() ? confirmable : droppable).remove();
    }

    int qos0() {
        return droppable.size();
    }

    Delivery dropOldestQos0() {
        return droppable.remove();
    }

    /** The server will send again whatever it still waits for; without this there would be two of each. */
    void park() {
        for (var iterator = confirmable.iterator(); iterator.hasNext();) {
            Delivery delivery = iterator.next();
            if (delivery.isReturned()) {
                iterator.remove();
                parked.add(delivery);
            }
        }
    }

    void forgetParked() {
        parked.clear();
    }

    /** The server has forgotten its session: what is here is all that is left of these messages. */
    void unpark() {
        if (!parked.isEmpty()) {
            parked.forEach(Delivery::forget);
            List<Delivery> all = new ArrayList<>(confirmable);
            all.addAll(parked);
            all.sort(Comparator.comparingLong(Delivery::sequence));
            parked.clear();
            confirmable.clear();
            confirmable.addAll(all);
        }
    }

    void clear() {
        confirmable.clear();
        droppable.clear();
        parked.clear();
    }
}
