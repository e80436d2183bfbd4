package io.quarkiverse.mqtt5endpoint.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;

/** The running view: what the page shows, and a stream of what changes in it. Safe for use by several threads. */
@ApplicationScoped
class Dashboard {

    /** Tells replicas apart. */
    static final String INSTANCE = "demo-" + ProcessHandle.current().pid();

    private static final int ALERTS = 50;

    private final double limit;
    private final Map<String, SensorView> sensors = new TreeMap<>();
    private final Deque<AlertView> alerts = new ArrayDeque<>();
    private final BroadcastProcessor<Update> updates = BroadcastProcessor.create();

    private long readings;
    private long alertsSeen;

    Dashboard(DemoConfig config) {
        this.limit = config.limit();
    }

    synchronized void show(Reading reading) {
        readings++;
        SensorView sensor = sensors.merge(SensorView.first(reading).key(), SensorView.first(reading),
                (known, first) -> known.with(reading));
        updates.onNext(update(false, List.of(sensor), List.of()));
    }

    synchronized void show(AlertView alert) {
        alertsSeen++;
        alerts.addFirst(alert);
        if (alerts.size() > ALERTS) {
            alerts.removeLast();
        }
        updates.onNext(update(false, List.of(), List.of(alert)));
    }

    /** All that is known now, the latest alert first. */
    synchronized Update everything() {
        return update(true, List.copyOf(sensors.values()), List.copyOf(alerts));
    }

    /** All that is known now, and each change from now on. Who reads too slowly misses some, and catches up with the next. */
    Multi<Update> updates() {
        // The changes first: what happens between the two subscriptions is better told twice than never.
        return Multi.createBy().merging().streams(updates.onOverflow().drop(), Multi.createFrom().item(this::everything));
    }

    private Update update(boolean complete, List<SensorView> sensors, List<AlertView> alerts) {
        return new Update(INSTANCE, limit, readings, alertsSeen, complete, sensors, alerts);
    }
}
