package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;

/** When the client authenticates again on one connection (MQTT 5, 4.12.1), as what it proved itself with expires. */
final class Reauthentication {

    private final Loop loop;
    private final Consumer<Reauthentication> due;

    // loop only
    private Loop.Timer timer = Loop.Timer.NONE;

    /**
     * @param due called with this when it is time, which may be after the end of the connection
     */
    Reauthentication(Loop loop, Consumer<Reauthentication> due) {
        this.loop = loop;
        this.due = due;
    }

    /**
     * Client and server accept each other. Any thread.
     *
     * @param after empty for until the connection ends
     * @throws IllegalArgumentException if that is not in the future
     */
    void accepted(Optional<Duration> after) {
        if (after.isPresent() && !isPositive(after.get())) {
            throw new IllegalArgumentException("the time after which to authenticate again must be positive");
        }
        loop.run(() -> schedule(after));
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }

    private void schedule(Optional<Duration> after) {
        timer.cancel();
        timer = after.map(delay -> loop.schedule(delay, () -> due.accept(this))).orElse(Loop.Timer.NONE);
    }

    /** The connection has ended. On the loop. */
    void ended() {
        timer.cancel();
    }
}
