package io.quarkiverse.mqtt5endpoint.testkit;

/** When bytes may pass on a line of limited speed, in one direction of one connection. */
final class Pace {

    private static final long SECOND = 1_000_000_000;
    // What a real line has under way; more stays with the sender.
    private static final long AHEAD = SECOND / 5;
    private static final int PORTIONS_PER_SECOND = 50;

    private long free = System.nanoTime();

    /** How many bytes pass at a time. */
    static int portion(long bytesPerSecond) {
        return (int) Math.max(1, bytesPerSecond / PORTIONS_PER_SECOND);
    }

    /** When so many more bytes have passed. */
    long after(int bytes, long bytesPerSecond) {
        free = Math.max(free, System.nanoTime()) + bytes * SECOND / bytesPerSecond;
        return free;
    }

    /** Whether no more should be taken for now. */
    boolean isAhead() {
        return free - System.nanoTime() > AHEAD;
    }
}
