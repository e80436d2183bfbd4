package io.quarkiverse.mqtt5endpoint.core.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.model.ModelObserver.Counter;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;

/** What of a channel's messages has to wait for the application, in which order. */
final class ModelWaiting {

    private final ModelWorld world;
    private final IncomingSettings settings;
    private final ModelObserver expected;
    private final Deque<ModelCopy> waiting = new ArrayDeque<>();
    // Went back to the server
    private final List<ModelCopy> parked = new ArrayList<>();

    ModelWaiting(ModelWorld world, IncomingSettings settings, ModelObserver expected) {
        this.world = world;
        this.settings = settings;
        this.expected = expected;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** {@code null} for none. */
    ModelCopy first() {
        return waiting.peek();
    }

    /** {@code null} for none. */
    ModelCopy take() {
        return waiting.poll();
    }

    void add(ModelCopy copy) {
        if (copy.isConfirmable() || hasRoomForQos0()) {
            waiting.add(copy);
        }
    }

    private boolean hasRoomForQos0() {
        if (waiting.stream().filter(copy -> !copy.isConfirmable()).count() < settings.bufferSize()) {
            return true;
        }
        if (settings.qos0Overflow() == OverflowStrategy.FAIL) {
            world.excuse("no room for QoS 0");
            return false;
        }
        expected.count(Counter.OVERFLOW);
        if (settings.qos0Overflow() == OverflowStrategy.DROP_OLDEST) {
            dropOldestQos0();
            return true;
        }
        return false;
    }

    private void dropOldestQos0() {
        Iterator<ModelCopy> oldest = waiting.iterator();
        while (oldest.next().isConfirmable()) {
            // Older, but not to be dropped.
        }
        oldest.remove();
    }

    void wentBack(ModelCopy copy) {
        if (waiting.remove(copy)) {
            parked.add(copy);
        }
    }

    void sessionResumed() {
        parked.clear();
    }

    void sessionLost() {
        waiting.forEach(copy -> copy.forgotten = true);
        List<ModelCopy> all = new ArrayList<>(waiting);
        all.addAll(parked);
        all.sort(Comparator.comparingInt(copy -> copy.number));
        clear();
        waiting.addAll(all);
    }

    /** Nobody wants them any more. */
    void drop(Consumer<ModelCopy> action) {
        List<ModelCopy> dropped = List.copyOf(waiting);
        clear();
        dropped.forEach(action);
    }

    void clear() {
        waiting.clear();
        parked.clear();
    }
}
