package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionIdentifier;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/**
 * Subscriptions that a resumed session has from an earlier configuration: the server delivers messages for them, too. They
 * are recognised by their Subscription Identifiers, as far as the server passes them on. On the loop only.
 */
final class StaleSubscriptions {

    private static final int REMEMBERED = 100;

    private final Supplier<String> name;
    private final Consumer<String> unsubscribe;
    private final Map<Integer, String> current = new HashMap<>();
    private final Set<Integer> reported = new HashSet<>();

    /**
     * @param name whose session it is, for the log
     * @param unsubscribe ends a subscription of the session
     */
    StaleSubscriptions(Supplier<String> name, Consumer<String> unsubscribe) {
        this.name = name;
        this.unsubscribe = unsubscribe;
    }

    void add(List<String> filters) {
        filters.forEach(filter -> current.put(SubscriptionIdentifier.of(filter), filter));
    }

    void remove(List<String> filters) {
        filters.forEach(filter -> current.remove(SubscriptionIdentifier.of(filter)));
    }

    /** Whether a message comes for no other subscription than stale ones. What may be right counts as right. */
    boolean isStale(ReceivedPublish publish) {
        boolean stale = false;
        boolean wanted = false;
        for (int identifier : publish.subscriptionIdentifiers()) {
            // Others are not made from a filter: nothing is known about their subscriptions.
            if (current.containsKey(identifier) || !SubscriptionIdentifier.isOfFilter(identifier)) {
                wanted = true;
            } else {
                stale = true;
                report(identifier, publish.topic());
            }
        }
        return stale && !wanted;
    }

    /** Once for each subscription. */
    private void report(int identifier, String topic) {
        if (reported.size() < REMEMBERED && reported.add(identifier)) {
            String filter = FilterGuess.of(identifier, topic, current.values());
            if (filter == null || isTopicInUse(filter)) {
                log.staleSubscription(name.get(), topic);
            } else {
                log.staleSubscriptionEnded(name.get(), filter);
                unsubscribe.accept(filter);
            }
        }
    }

    /** Artemis takes subscriptions to the same topic, with and without a share name, for one: UNSUBSCRIBE would end both. */
    private boolean isTopicInUse(String filter) {
        return current.values().stream().anyMatch(used -> Topics.withoutShare(used).equals(Topics.withoutShare(filter)));
    }
}
