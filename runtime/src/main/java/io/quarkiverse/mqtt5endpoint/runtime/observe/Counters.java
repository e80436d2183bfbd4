package io.quarkiverse.mqtt5endpoint.runtime.observe;

import java.util.concurrent.atomic.LongAdder;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/** Counts what happens to one channel. Read from any thread. */
public final class Counters implements ChannelObserver {

    public final LongAdder ready = new LongAdder();
    public final LongAdder reconnects = new LongAdder();
    public final LongAdder receiveMaximumExceeded = new LongAdder();
    public final LongAdder received = new LongAdder();
    public final LongAdder acknowledged = new LongAdder();
    public final LongAdder nacked = new LongAdder();
    public final LongAdder rejected = new LongAdder();
    public final LongAdder dropped = new LongAdder();
    /** Messages that no channel of the configuration wants, on the connection of this channel. */
    public final LongAdder unmatched = new LongAdder();
    public final LongAdder repaired = new LongAdder();
    public final LongAdder redelivered = new LongAdder();
    public final LongAdder unsettled = new LongAdder();
    public final LongAdder settledLate = new LongAdder();
    public final LongAdder published = new LongAdder();
    public final LongAdder publishFailed = new LongAdder();
    public final LongAdder publishAcknowledgedLate = new LongAdder();

    @Override
    public void connected(AcceptedConnection accepted, boolean again) {
        if (again) {
            reconnects.increment();
        }
    }

    @Override
    public void ready() {
        ready.increment();
    }

    @Override
    public void received() {
        received.increment();
    }

    @Override
    public void settled(Settlement how) {
        (switch (how) {
            case ACKNOWLEDGED -> acknowledged;
            case REJECTED -> rejected;
            case LATE -> settledLate;
        }).increment();
    }

    @Override
    public void dropped(DropReason reason) {
        (reason == DropReason.UNMATCHED ? unmatched : dropped).increment();
    }

    @Override
    public void redelivered(int messages) {
        redelivered.add(messages);
    }

    @Override
    public void overdue() {
        unsettled.increment();
    }

    @Override
    public void receiveMaximumExceeded() {
        receiveMaximumExceeded.increment();
    }

    @Override
    public void repaired() {
        repaired.increment();
    }

    @Override
    public void published(long latencyNanos) {
        published.increment();
    }

    @Override
    public void publishFailed() {
        publishFailed.increment();
    }

    @Override
    public void publishedLate() {
        publishAcknowledgedLate.increment();
    }
}
