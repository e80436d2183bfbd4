package io.quarkiverse.mqtt5endpoint.core.wire;

import java.util.function.LongSupplier;

/** Counts the bytes that come from the server. Valid for a connection; on the loop only. */
final class BytesArriving {

    private final LongSupplier clock;

    // null before CONNACK: until then the engine waits for no PINGRESP
    private SignsOfLife signs;

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

    void arrived(int bytes) {
        if (signs != null) {
            signs.moved(bytes);
        }
    }

    /** Whether a message of which a part is here moves fast enough to be a sign of life. */
    boolean areMoving() {
        return signs != null && signs.isOne(clock.getAsLong());
    }
}
