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

    private long droppableBytes;

    void add(Delivery delivery) {
        if (delivery.isConfirmable()) {
            confirmable.add(delivery);
        } else {
            droppable.add(delivery);
            droppableBytes += delivery.publish().payloadSize();
        }
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
        if (head.isConfirmable()) {
            confirmable.remove();
        } else {
            dropOldestQos0();
        }
    }

    int qos0() {
        return droppable.size();
    }

    /** The payloads of those of QoS 0. */
    long qos0Bytes() {
        return droppableBytes;
    }

    Delivery dropOldestQos0() {
        return dropped(droppable.removeFirst());
    }

    Delivery dropLatestQos0() {
        return dropped(droppable.removeLast());
    }

    private Delivery dropped(Delivery delivery) {
        droppableBytes -= delivery.publish().payloadSize();
        return delivery;
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
        droppableBytes = 0;
        parked.clear();
    }
}
