package io.quarkiverse.mqtt5endpoint.runtime.client;

/**
 * Messages that the application has not settled for longer than it should.
 *
 * @param topic of the oldest
 * @param sinceNanos when the oldest was handed over, by {@link System#nanoTime()}
 */
public record Unsettled(int messages, String topic, long sinceNanos) {

    public static final Unsettled NONE = new Unsettled(0, null, 0);

    public long seconds() {
        return (System.nanoTime() - sinceNanos) / 1_000_000_000L;
    }
}
