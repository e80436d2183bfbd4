package io.quarkiverse.mqtt5endpoint.core.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/** A loop whose time moves when the test moves it. The test's own thread is the loop. */
public final class ManualLoop implements Loop {

    private record Scheduled(long at, long number, Runnable task) {
    }

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Scheduled> timers = new PriorityQueue<>(
            Comparator.comparingLong(Scheduled::at).thenComparingLong(Scheduled::number));
    private final Thread thread = Thread.currentThread();

    private long now = 1;
    private long number;
    private boolean elsewhere;

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == thread && !elsewhere;
    }

    /** Does something as if on another thread: what it leaves to this loop waits until the loop runs. */
    public void elsewhere(Runnable action) {
        elsewhere = true;
        try {
            action.run();
        } finally {
            elsewhere = false;
        }
    }

    /** Whether nothing can run without time passing. */
    public boolean isIdle() {
        return tasks.isEmpty();
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        Scheduled scheduled = new Scheduled(now + delay.toNanos(), number++, task);
        timers.add(scheduled);
        return () -> timers.remove(scheduled);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** Nothing is left to chance. */
    @Override
    public double random() {
        return 0.5;
    }

    /** Runs everything that can run without time passing. */
    public void runAll() {
        for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
            next.run();
        }
    }

    /** Lets time pass, and everything run that is due meanwhile. */
    public void advance(Duration time) {
        long end = now + time.toNanos();
        runAll();
        while (!timers.isEmpty() && timers.peek().at() <= end) {
            Scheduled next = timers.poll();
            now = next.at();
            next.task().run();
            runAll();
        }
        now = end;
    }

    /** Lets time pass until the next timer fires. */
    public void advanceToNextTimer() {
        advance(Duration.ofNanos(timers.peek().at() - now));
    }

    /** How many timers have not fired. */
    public int timers() {
        return timers.size();
    }
}
