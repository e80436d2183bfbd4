package io.quarkiverse.mqtt5endpoint.core.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Messages that wait for a connection, in their order. On the loop only. */
final class PublishQueue {

    private final Deque<PendingPublish> waiting = new ArrayDeque<>();

    void add(PendingPublish message) {
        waiting.add(message);
    }

    /** Before all others, in their own order. */
    void addFirst(List<PendingPublish> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            waiting.addFirst(messages.get(i));
        }
    }

    /** {@code null} for none. */
    PendingPublish poll() {
        return waiting.poll();
    }

    /** Takes out those that fulfil a condition. */
    List<PendingPublish> take(Predicate<PendingPublish> condition) {
        List<PendingPublish> taken = waiting.stream().filter(condition).toList();
        waiting.removeAll(taken);
        return taken;
    }

    int size() {
        return waiting.size();
    }
}
