package io.quarkiverse.mqtt5endpoint.runtime;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Flow;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;

/** An application method that keeps what it gets and settles it only when the test says so, unless told otherwise. */
public final class Consumer implements Flow.Subscriber<Message<?>> {

    private final List<Message<?>> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<String> threads = Collections.synchronizedList(new ArrayList<>());
    private volatile java.util.function.Consumer<Message<?>> behaviour = message -> {
    };
    private volatile Flow.Subscription subscription;
    private volatile Throwable failure;
    private long demand = Long.MAX_VALUE;

    private final boolean keeping;

    public Consumer() {
        this(true);
    }

    /**
     * @param keeping whether messages are kept for the test to look at; not where there are too many
     */
    public Consumer(boolean keeping) {
        this.keeping = keeping;
    }

    /** From now on each message is acknowledged immediately. */
    public Consumer acknowledging() {
        return behaving(Message::ack);
    }

    public Consumer behaving(java.util.function.Consumer<Message<?>> does) {
        behaviour = does;
        return this;
    }

    /** Asks for so many at first, instead of for all. Before it is subscribed. */
    public Consumer requesting(long n) {
        demand = n;
        return this;
    }

    public void request(long n) {
        subscription.request(n);
    }

    public void cancel() {
        subscription.cancel();
    }

    @SuppressWarnings({ "unchecked", "rawtypes" })
    Flow.Subscriber<? super Message<?>> asSubscriber() {
        return (Flow.Subscriber) this;
    }

    @Override
    public void onSubscribe(Flow.Subscription upstream) {
        subscription = upstream;
        if (demand > 0) {
            upstream.request(demand);
        }
    }

    @Override
    public void onNext(Message<?> message) {
        if (keeping) {
            messages.add(message);
            threads.add(Thread.currentThread().getName());
        }
        behaviour.accept(message);
    }

    @Override
    public void onError(Throwable cause) {
        failure = cause;
    }

    @Override
    public void onComplete() {
        failure = new IllegalStateException("completed");
    }

    public List<Message<?>> messages() {
        return copy(messages);
    }

    public List<String> threads() {
        return copy(threads);
    }

    private static <T> List<T> copy(List<T> growing) {
        synchronized (growing) {
            return List.copyOf(growing);
        }
    }

    public Throwable failure() {
        return failure;
    }

    public List<String> payloads() {
        return messages().stream().map(Consumer::text).toList();
    }

    public Consumer awaitMessages(int n) {
        return awaitMessages(n, Duration.ofSeconds(20));
    }

    public Consumer awaitMessages(int n, Duration timeout) {
        await().alias("messages").atMost(timeout).until(messages::size, size -> size >= n);
        return this;
    }

    public Throwable awaitFailure() {
        return await().alias("failure of the stream").atMost(Duration.ofSeconds(20)).until(() -> failure,
                cause -> cause != null);
    }

    public Message<?> get(int index) {
        awaitMessages(index + 1);
        return messages.get(index);
    }

    public void ack(int index) {
        get(index).ack().toCompletableFuture().join();
    }

    public static String text(Message<?> message) {
        return new String((byte[]) message.getPayload(), StandardCharsets.UTF_8);
    }

    public static IncomingMqtt5Metadata metadata(Message<?> message) {
        return message.getMetadata(IncomingMqtt5Metadata.class).orElseThrow();
    }
}
