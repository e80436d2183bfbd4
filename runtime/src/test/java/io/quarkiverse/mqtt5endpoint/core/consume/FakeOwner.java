package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the messages that belong to it report. */
final class FakeOwner implements Delivery.Owner {

    final AtomicInteger settled = new AtomicInteger();
    final AtomicInteger settledAgain = new AtomicInteger();
    int returned;
    long now;

    @Override
    public void settled(Delivery delivery) {
        settled.incrementAndGet();
    }

    @Override
    public void settledAgain(Delivery delivery) {
        settledAgain.incrementAndGet();
    }

    @Override
    public void returned(Delivery delivery) {
        returned++;
    }

    @Override
    public long nanoTime() {
        return now;
    }
}
