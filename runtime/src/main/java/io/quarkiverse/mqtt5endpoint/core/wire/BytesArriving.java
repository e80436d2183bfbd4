package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.function.LongSupplier;

/** Counts the bytes that come from the server. Valid for a connection; on the loop only. */
final class BytesArriving {

    private final LongSupplier clock;

    // null before CONNACK: until then the engine waits for no PINGRESP
    private SignsOfLife signs;
    private long total;

    /**
     * @param clock nanoseconds from an arbitrary origin
     */
    BytesArriving(LongSupplier clock) {
        this.clock = clock;
    }

    /** CONNACK came. */
    void connected() {
        signs = new SignsOfLife(clock.getAsLong());
    }

    /** They are counted before anything is done with them: what is done may look at the count. */
    void count(int bytes) {
        total += bytes;
    }

    void arrived(int bytes) {
        if (signs != null) {
            signs.moved(bytes);
        }
    }

    /** Some of them do not count. */
    void discount(int bytes) {
        count(-bytes);
    }

    long total() {
        return total;
    }

    /** Whether a message of which a part is here moves fast enough to be a sign of life. */
    boolean areMoving() {
        return signs != null && signs.isOne(clock.getAsLong());
    }
}
