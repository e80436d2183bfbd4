package io.quarkiverse.mqtt5endpoint.core.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;

/** The messages that the engine has, oldest first. On the loop only. */
final class InFlight {

    private static final Duration SHORTLY = Duration.ofSeconds(5);
    private static final int MOST_STRIKES = 3;

    private final Set<PendingPublish> undecided = new LinkedHashSet<>();
    // All that the engine sends again: those, and the overdue ones.
    private final Set<PendingPublish> sent = new LinkedHashSet<>();
    private final Set<PendingPublish> withdrawn = new HashSet<>();

    void add(PendingPublish message) {
        undecided.add(message);
        sent.add(message);
    }

    void remove(PendingPublish message) {
        undecided.remove(message);
        sent.remove(message);
        withdrawn.remove(message);
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
                message.overdue(new PublishOutcome.TimedOut(timeout.toSeconds()));
            }
        }
    }

    /** Decides about messages that were not delivered in the time that they were given. */
    void withdrawLate(long now) {
        withdraw(message -> message.isLate(now),
                message -> new PublishOutcome.Expired(message.terms().deliveryTimeout().toSeconds(), true));
    }

    /** Decides about messages that a server that allows no more than this must not get again (MQTT 5, 3.2.2.3). */
    void withdrawForbidden(ServerLimits limits) {
        withdraw(message -> PublishCheck.violation(message.message(), limits) != null,
                message -> PublishCheck.violation(message.message(), limits));
    }

    private void withdraw(Predicate<PendingPublish> which, Function<PendingPublish, PublishOutcome> why) {
        List<PendingPublish> unwanted = undecided.stream().filter(which).toList();
        unwanted.forEach(message -> withdraw(message, why.apply(message)));
    }

    private void withdraw(PendingPublish message, PublishOutcome why) {
        remove(message);
        withdrawn.add(message);
        message.withdraw(why);
    }

    /** There is a connection again, on which all of them are sent once more. */
    void sentAgain(long now) {
        sent.forEach(message -> message.sentAgain(now));
    }

    /**
     * The message that is sent alone, as the connections that it was sent on ended shortly after: if that happens once more,
     * it is the reason. {@code null} for none.
     */
    PendingPublish onTrial() {
        PendingPublish oldest = oldest();
        return oldest != null && oldest.strikes() == MOST_STRIKES - 1 ? oldest : null;
    }

    /** Of all that are sent again, whether decided or not: what stands before the others can be the reason. */
    private PendingPublish oldest() {
        Iterator<PendingPublish> oldestFirst = sent.iterator();
        return oldestFirst.hasNext() ? oldestFirst.next() : null;
    }

    /**
     * A connection ended. If that was shortly after the oldest message was sent, it may be the reason; after several times it
     * is taken for it, so that those behind it can go on.
     */
    void suspectOldest(String loss, long now) {
        PendingPublish oldest = oldest();
        if (oldest != null && now - oldest.sentNanos() <= SHORTLY.toNanos() && oldest.strike() >= MOST_STRIKES) {
            withdraw(oldest, new PublishOutcome.Suspected(MOST_STRIKES, loss));
        }
        // Attempts that fail now say nothing about a message, until it is sent again.
        sentAgain(now - SHORTLY.toNanos() - 1);
    }

    /** Takes out the messages that the server had and forgot: PUBREL would lead to nothing. */
    List<PendingPublish> takeForgotten() {
        List<PendingPublish> forgotten = undecided.stream()
                .filter(message -> message.state() == PublishState.RECEIVED).toList();
        forgotten.forEach(this::remove);
        return forgotten;
    }

    /** Takes out all that are not decided, and lets go of the others. */
    List<PendingPublish> takeAll() {
        List<PendingPublish> all = new ArrayList<>(undecided);
        sent.removeAll(undecided);
        undecided.clear();
        List<PendingPublish> late = new ArrayList<>(sent);
        late.addAll(withdrawn);
        sent.clear();
        withdrawn.clear();
        late.forEach(PendingPublish::release);
        return all;
    }
}
