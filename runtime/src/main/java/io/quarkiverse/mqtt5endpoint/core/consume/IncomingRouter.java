package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** Finds the subscription that a message belongs to. On the loop only. */
final class IncomingRouter {

    private static final int REMEMBERED_TOPICS = 100;

    private final Supplier<String> name;
    private final TopicTree<Subscription> subscriptions = new TopicTree<>();
    private final Set<String> unmatched = new HashSet<>();

    /**
     * @param name whose session it is, for the log
     */
    IncomingRouter(Supplier<String> name) {
        this.name = name;
    }

    /** From now on messages of its topics go there. */
    void add(Subscription subscription) {
        subscription.filters().forEach(filter -> subscriptions.put(filter, subscription));
    }

    void remove(Subscription subscription) {
        subscription.filters().forEach(subscriptions::remove);
    }

    /** {@code null} for nobody. */
    Subscription find(String topic) {
        return subscriptions.get(topic);
    }

    /** A message that no filter of the configuration matches: one line for each topic, as far as that is worth it. */
    void reportUnmatched(String topic) {
        if (unmatched.size() < REMEMBERED_TOPICS && unmatched.add(topic)) {
            log.foreignMessage(name.get(), topic);
        }
    }
}
