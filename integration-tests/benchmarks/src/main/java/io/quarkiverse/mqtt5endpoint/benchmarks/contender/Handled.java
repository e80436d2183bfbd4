package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import java.util.concurrent.atomic.AtomicLong;

/** How many messages an application was given: a client can acknowledge what nobody has seen. */
public class Handled {

    private final AtomicLong messages = new AtomicLong();

    public void one() {
        messages.incrementAndGet();
    }

    long count() {
        return messages.get();
    }
}
