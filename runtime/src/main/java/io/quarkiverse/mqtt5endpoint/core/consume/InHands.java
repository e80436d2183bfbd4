package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How many messages of a session the application has, and who waits until it has fewer. On the loop only. */
final class InHands {

    private final int receiveMaximum;
    private final Set<Runnable> waitingForRoom = new LinkedHashSet<>();
    private final List<Runnable> waitingForNone = new ArrayList<>();

    private int confirmable;
    private int all;

    InHands(int receiveMaximum) {
        this.receiveMaximum = receiveMaximum;
    }

    /** Whether the application may have one more, which messages of QoS 0 always may. */
    boolean hasRoomFor(Delivery delivery) {
        return !delivery.isConfirmable() || confirmable < receiveMaximum;
    }

    void add(Delivery delivery) {
        confirmable += delivery.isConfirmable() ? 1 : 0;
        all++;
    }

    void remove(Delivery delivery) {
        confirmable -= delivery.isConfirmable() ? 1 : 0;
        all--;
        if (all == 0) {
            waitingForNone.forEach(Runnable::run);
            waitingForNone.clear();
        }
        wakeNext();
    }

    private void wakeNext() {
        // One that does not need the room any more must not keep it from those behind it.
        while (confirmable < receiveMaximum && !waitingForRoom.isEmpty()) {
            Runnable first = waitingForRoom.iterator().next();
            waitingForRoom.remove(first);
            first.run();
        }
    }

    /** Runs a task once, when there is room, after those that wait already. */
    void whenRoom(Runnable task) {
        waitingForRoom.add(task);
    }

    void forget(Runnable task) {
        waitingForRoom.remove(task);
    }

    /** Runs a task once, as soon as the application has none. */
    void whenNone(Runnable task) {
        if (all == 0) {
            task.run();
        } else {
            waitingForNone.add(task);
        }
    }

    int size() {
        return all;
    }
}
