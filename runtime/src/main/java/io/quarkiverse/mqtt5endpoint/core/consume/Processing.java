package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The messages of one subscription that the application has, oldest first. On the loop only. */
final class Processing {

    private final InHands inHands;
    private final int mostUnconfirmable;
    private final Set<Delivery> deliveries = new LinkedHashSet<>();

    private int unconfirmable;

    /**
     * @param inHands those of all subscriptions of the session
     * @param mostUnconfirmable how many messages of QoS 0 are remembered
     */
    Processing(InHands inHands, int mostUnconfirmable) {
        this.inHands = inHands;
        this.mostUnconfirmable = mostUnconfirmable;
    }

    void add(Delivery delivery) {
        // An application need not settle QoS 0: what it never does must not pile up here.
        if (delivery.isConfirmable() || unconfirmable < mostUnconfirmable) {
            unconfirmable += delivery.isConfirmable() ? 0 : 1;
            deliveries.add(delivery);
            inHands.add(delivery);
        }
    }

    /**
     * The application is done with it.
     *
     * @param beforeRoom what has to happen before others get its place
     */
    void remove(Delivery delivery, Runnable beforeRoom) {
        boolean known = deliveries.remove(delivery);
        beforeRoom.run();
        if (known) {
            unconfirmable -= delivery.isConfirmable() ? 0 : 1;
            inHands.remove(delivery);
        }
    }

    Iterable<Delivery> oldestFirst() {
        return deliveries;
    }

    void each(Consumer<Delivery> action) {
        deliveries.forEach(action);
    }
}
