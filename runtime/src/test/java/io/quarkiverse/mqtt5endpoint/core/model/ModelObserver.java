package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/** Counts, as the counters of a channel do, or as the model expects them. */
final class ModelObserver implements ChannelObserver {

    enum Counter {
        RECEIVED,
        HANDED_OVER,
        ACKNOWLEDGED,
        REJECTED,
        LATE,
        OVERFLOW,
        UNMATCHED,
        CLOSED,
        REDELIVERED,
        PUBLISHED,
        PUBLISH_FAILED,
        PUBLISHED_LATE
    }

    private final int[] counts = new int[Counter.values().length];

    void count(Counter counter) {
        counts[counter.ordinal()]++;
    }

    @Override
    public void received() {
        count(Counter.RECEIVED);
    }

    @Override
    public void handedOver() {
        count(Counter.HANDED_OVER);
    }

    @Override
    public void settled(Settlement how) {
        count(Counter.valueOf(how.name()));
    }

    @Override
    public void dropped(DropReason reason) {
        count(Counter.valueOf(reason.name()));
    }

    @Override
    public void redelivered(int messages) {
        counts[Counter.REDELIVERED.ordinal()] += messages;
    }

    @Override
    public void published(long latencyNanos) {
        count(Counter.PUBLISHED);
    }

    @Override
    public void publishFailed() {
        count(Counter.PUBLISH_FAILED);
    }

    @Override
    public void publishedLate() {
        count(Counter.PUBLISHED_LATE);
    }

    /** Of what the model expects: whether the session counted the same. */
    void checkSameAs(ModelObserver counted, String channel) {
        if (!Arrays.equals(counts, counted.counts)) {
            check(false, "the counters say what happened", channel, counted, "expected", this);
        }
    }

    @Override
    public String toString() {
        Map<Counter, Integer> named = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            named.put(counter, counts[counter.ordinal()]);
        }
        return named.toString();
    }
}
