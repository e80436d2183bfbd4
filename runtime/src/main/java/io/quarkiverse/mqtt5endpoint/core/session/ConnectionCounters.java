package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.concurrent.atomic.LongAdder;

/** What happened to one connection, whichever channels use it. Read from any thread. */
public final class ConnectionCounters {

    public final LongAdder reconnects = new LongAdder();
    public final LongAdder receiveMaximumExceeded = new LongAdder();
    /** Messages that no channel of the configuration wants. */
    public final LongAdder foreign = new LongAdder();
}
