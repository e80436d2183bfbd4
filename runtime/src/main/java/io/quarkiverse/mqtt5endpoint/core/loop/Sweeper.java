package io.quarkiverse.mqtt5endpoint.core.loop;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The one timer for all messages of a session: once a second, with the time of the loop. On the loop only. */
public final class Sweeper {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Loop loop;
    private final Supplier<String> name;
    private final LongConsumer sweep;
    private Loop.Timer timer = Loop.Timer.NONE;

    /**
     * @param name whose session it is, for the log
     */
    public Sweeper(Loop loop, Supplier<String> name, LongConsumer sweep) {
        this.loop = loop;
        this.name = name;
        this.sweep = sweep;
    }

    public void start() {
        loop.assertCurrent();
        timer = loop.schedule(PERIOD, this::run);
    }

    public void stop() {
        loop.assertCurrent();
        timer.cancel();
    }

    private void run() {
        start();
        try {
            sweep.accept(loop.nanoTime());
        } catch (RuntimeException e) {
            // One message that can't be looked at must not keep the others from being looked at.
            log.debugf(e, "Channel `%s`: the sweep failed", name.get());
        }
    }
}
