package io.quarkiverse.mqtt5endpoint.benchmarks.guard;

import java.util.concurrent.atomic.AtomicLong;

/** What happens on the event loop that all of a test lives on. */
final class Counts {

    final AtomicLong tasks = new AtomicLong();
    final AtomicLong flushes = new AtomicLong();

    /**
     * @param tasks that were queued for the loop
     * @param flushes of the client, each of them a system call
     * @param bytes allocated on the loop
     */
    record Snapshot(long tasks, long flushes, long bytes) {

        Snapshot since(Snapshot earlier) {
            return new Snapshot(tasks - earlier.tasks, flushes - earlier.flushes, bytes - earlier.bytes);
        }
    }
}
