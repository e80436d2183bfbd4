package io.quarkiverse.mqtt5endpoint.core.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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

    int size() {
        return waiting.size();
    }
}
