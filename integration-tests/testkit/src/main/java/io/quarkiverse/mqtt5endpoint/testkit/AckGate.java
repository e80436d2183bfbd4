package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/** Lets acknowledgements through, or keeps them until a test releases them. Used on the event loop only. */
final class AckGate {

    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;

    void pass(Runnable acknowledgement) {
        if (holding) {
            held.add(acknowledgement);
        } else {
            acknowledgement.run();
        }
    }

    void hold() {
        holding = true;
    }

    /** Lets the oldest ones through and goes on holding. */
    void release(int count) {
        for (int i = 0; i < count && !held.isEmpty(); i++) {
            held.poll().run();
        }
    }

    /** Lets all through, and all that come later. */
    void open() {
        holding = false;
        release(Integer.MAX_VALUE);
    }

    int held() {
        return held.size();
    }
}
