package io.quarkiverse.mqtt5endpoint.core.consume;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;

/**
 * Waits until the server has sent what it has for a subscription of a session that it resumed, and waits for nothing; but
 * not for long. Artemis sends what is unacknowledged again, under other packet identifiers, when a shared subscription is
 * renewed. On the loop only.
 */
final class Draining implements Loop.Timer {

    private static final Duration QUIET = Duration.ofMillis(200);
    private static final int MOST_PERIODS = 16;

    private final Loop loop;
    private final AckOrder order;
    private final Deliveries deliveries;
    private final Runnable drained;

    private Loop.Timer timer = Loop.Timer.NONE;

    Draining(Loop loop, AckOrder order, Deliveries deliveries, Runnable drained) {
        this.loop = loop;
        this.order = order;
        this.deliveries = deliveries;
        this.drained = drained;
    }

    Draining begin() {
        checkLater(1, deliveries.received());
        return this;
    }

    private void checkLater(int periods, long before) {
        timer = loop.schedule(QUIET, () -> {
            long received = deliveries.received();
            if (periods == MOST_PERIODS || received == before && !order.hasAnyOf(deliveries)) {
                drained.run();
            } else {
                checkLater(periods + 1, received);
            }
        });
    }

    @Override
    public void cancel() {
        timer.cancel();
    }
}
