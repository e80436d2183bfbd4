package io.quarkiverse.mqtt5endpoint.core.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;

/** The messages that the engine has, oldest first. On the loop only. */
final class InFlight {

    private final Set<PendingPublish> undecided = new LinkedHashSet<>();
    private final Set<PendingPublish> overdue = new HashSet<>();

    void add(PendingPublish message) {
        undecided.add(message);
    }

    void remove(PendingPublish message) {
        if (!undecided.remove(message)) {
            overdue.remove(message);
        }
    }

    /** How many are not decided. */
    int size() {
        return undecided.size();
    }

    /** Decides about messages whose acknowledgement takes too long. Their time counts only while there is a connection. */
    void decideOverdue(long connectedNanos, long now) {
        for (Iterator<PendingPublish> oldestFirst = undecided.iterator(); oldestFirst.hasNext();) {
            PendingPublish message = oldestFirst.next();
            Duration timeout = message.terms().publishTimeout();
            if (!timeout.isZero() && now - Math.max(message.sentNanos(), connectedNanos) >= timeout.toNanos()) {
                oldestFirst.remove();
                overdue.add(message);
                message.overdue(new PublishOutcome.TimedOut(timeout.toSeconds()));
            }
        }
    }

    /** Takes out the messages that the server had and forgot: PUBREL would lead to nothing. */
    List<PendingPublish> takeForgotten() {
        List<PendingPublish> forgotten = undecided.stream()
                .filter(message -> message.state() == PublishState.RECEIVED).toList();
        forgotten.forEach(undecided::remove);
        return forgotten;
    }

    /** Takes out all that are not decided, and lets go of the others. */
    List<PendingPublish> takeAll() {
        List<PendingPublish> all = new ArrayList<>(undecided);
        undecided.clear();
        List<PendingPublish> late = List.copyOf(overdue);
        overdue.clear();
        late.forEach(PendingPublish::release);
        return all;
    }
}
