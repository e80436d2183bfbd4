package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.smallrye.mutiny.Uni;

/**
 * Holds back what the application publishes until its own subscriptions are granted: once per start, and for a limited
 * time. Any thread.
 */
final class SubscribersFirst implements ChannelObserver {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private enum State {
        STARTING,
        STARTED,
        /** What has waited goes first. */
        OPENING,
        OPEN
    }

    private final BiConsumer<Duration, Runnable> timers;
    private final Map<String, BooleanSupplier> subscribers = new ConcurrentSkipListMap<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private volatile State state;

    private SubscribersFirst(State state, BiConsumer<Duration, Runnable> timers) {
        this.state = state;
        this.timers = timers;
    }

    /**
     * @param timers run something later
     */
    static SubscribersFirst waiting(BiConsumer<Duration, Runnable> timers) {
        return new SubscribersFirst(State.STARTING, timers);
    }

    /** Holds back nothing. */
    static SubscribersFirst notWaiting() {
        return new SubscribersFirst(State.OPEN, (delay, task) -> {
        });
    }

    /**
     * Somebody wants the messages of an incoming channel.
     *
     * @param isPending whether its subscription is neither granted nor given up
     */
    void add(String channel, BooleanSupplier isPending) {
        subscribers.put(channel, isPending);
    }

    /** All channels are connected with those who use them. */
    void started() {
        synchronized (this) {
            state = state == State.STARTING ? State.STARTED : state;
        }
        changed();
    }

    @Override
    public void ready() {
        changed();
    }

    @Override
    public void failed(Throwable cause) {
        changed();
    }

    private void changed() {
        if (state == State.STARTED && subscribers.values().stream().noneMatch(BooleanSupplier::getAsBoolean)) {
            open();
        }
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** Completes in the order of the calls. */
    Uni<Void> opened() {
        return Uni.createFrom().emitter(emitter -> whenOpen(() -> emitter.complete(null)));
    }

    private void whenOpen(Runnable task) {
        if (isWaiting(task)) {
            return;
        }
        task.run();
    }

    private synchronized boolean isWaiting(Runnable task) {
        if (state == State.OPEN) {
            return false;
        }
        if (waiting.isEmpty() && state != State.OPENING) {
            timers.accept(LONGEST_WAIT, this::giveUp);
        }
        return waiting.add(task);
    }

    private void giveUp() {
        if (state == State.STARTING || state == State.STARTED) {
            subscribers.forEach((channel, isPending) -> {
                if (isPending.getAsBoolean()) {
                    log.notSubscribedInTime(channel, LONGEST_WAIT.toSeconds());
                }
            });
            open();
        }
    }

    /** Waits for nothing any more. */
    void open() {
        synchronized (this) {
            if (state == State.OPENING || state == State.OPEN) {
                return;
            }
            state = State.OPENING;
        }
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            state = State.OPEN;
        }
        return next;
    }
}
