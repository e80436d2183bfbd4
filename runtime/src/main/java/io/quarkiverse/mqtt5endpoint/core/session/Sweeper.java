package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.netty.channel.EventLoop;

/** The one timer for all messages of a connection: once a second, with {@link System#nanoTime()}. Event loop only. */
final class Sweeper {

    private final Supplier<String> name;
    private final LongConsumer sweep;
    private ScheduledFuture<?> timer;

    /**
     * @param name whose connection it is, for sentences
     */
    Sweeper(Supplier<String> name, LongConsumer sweep) {
        this.name = name;
        this.sweep = sweep;
    }

    void start(EventLoop loop) {
        timer = loop.scheduleAtFixedRate(this::run, 1, 1, TimeUnit.SECONDS);
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void run() {
        try {
            sweep.accept(System.nanoTime());
        } catch (RuntimeException e) {
            // A timer that throws once is never called again.
            log.debugf(e, "Channel `%s`: the sweep failed", name.get());
        }
    }
}
