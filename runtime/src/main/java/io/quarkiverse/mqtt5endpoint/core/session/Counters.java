package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.concurrent.atomic.LongAdder;

/** What happened to the messages of one channel, for everybody to see. Read from any thread. */
public final class Counters {

    public final LongAdder received = new LongAdder();
    public final LongAdder acknowledged = new LongAdder();
    public final LongAdder nacked = new LongAdder();
    public final LongAdder rejected = new LongAdder();
    public final LongAdder dropped = new LongAdder();
    public final LongAdder redelivered = new LongAdder();
    public final LongAdder unsettled = new LongAdder();
    public final LongAdder settledLate = new LongAdder();
    public final LongAdder published = new LongAdder();
    public final LongAdder publishFailed = new LongAdder();
    public final LongAdder publishAcknowledgedLate = new LongAdder();
}
