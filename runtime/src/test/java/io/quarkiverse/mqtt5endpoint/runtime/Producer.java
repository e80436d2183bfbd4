package io.quarkiverse.mqtt5endpoint.runtime;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.eclipse.microprofile.reactive.messaging.Message;

/** An application that sends messages, never more than it is asked for, and keeps what becomes of each. */
public final class Producer implements Flow.Subscription {

    private final ConcurrentLinkedQueue<Message<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicLong emitted = new AtomicLong();
    private final AtomicBoolean draining = new AtomicBoolean();
    private volatile boolean cancelled;
    private Flow.Subscriber<Message<?>> subscriber;

    Producer() {
    }

    @SuppressWarnings("unchecked")
    void subscribe(Flow.Subscriber<? extends Message<?>> channel) {
        subscriber = (Flow.Subscriber<Message<?>>) channel;
        subscriber.onSubscribe(this);
    }

    /** Completes when the message is acknowledged, fails with what it is nacked with. */
    public CompletableFuture<Void> send(Object payload, Object... metadata) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        Message<?> message = Message.of(payload, () -> {
            result.complete(null);
            return CompletableFuture.completedFuture(null);
        }, cause -> {
            result.completeExceptionally(cause);
            return CompletableFuture.completedFuture(null);
        });
        for (Object item : metadata) {
            message = message.addMetadata(item);
        }
        send(message);
        return result;
    }

    public void send(Message<?> message) {
        queue.add(message);
        drain();
    }

    public void complete() {
        subscriber.onComplete();
    }

    public void fail(Throwable failure) {
        subscriber.onError(failure);
    }

    /** What the channel has taken so far. */
    public long taken() {
        return emitted.get();
    }

    public void awaitTaken(long n) {
        await().atMost(Duration.ofSeconds(10)).until(emitted::get, taken -> taken == n);
    }

    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void request(long n) {
        demand.addAndGet(n);
        drain();
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    private void drain() {
        while (!queue.isEmpty() && demand.get() > 0 && draining.compareAndSet(false, true)) {
            try {
                while (demand.get() > 0 && !queue.isEmpty()) {
                    demand.decrementAndGet();
                    emitted.incrementAndGet();
                    subscriber.onNext(queue.poll());
                }
            } finally {
                draining.set(false);
            }
        }
    }
}
