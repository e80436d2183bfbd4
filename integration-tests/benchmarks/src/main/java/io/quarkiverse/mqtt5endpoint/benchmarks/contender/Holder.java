package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Order;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** An application that holds messages, and settles them when there are enough. On one thread. */
public final class Holder {

    private final int enough;
    private final Order order;
    private final Random random = new Random(1);
    private List<Runnable> held;

    public Holder(Work work) {
        this.enough = work.unsettled();
        this.order = work.order();
        this.held = new ArrayList<>(enough);
    }

    /**
     * @param settlement settles the message
     */
    public void hold(Runnable settlement) {
        if (enough == 1) {
            settlement.run();
            return;
        }
        held.add(settlement);
        if (held.size() == enough) {
            settle();
        }
    }

    private void settle() {
        List<Runnable> all = held;
        held = new ArrayList<>(enough);
        switch (order) {
            case ARRIVAL -> {
            }
            case REVERSE -> Collections.reverse(all);
            case RANDOM -> Collections.shuffle(all, random);
        }
        all.forEach(Runnable::run);
    }
}
