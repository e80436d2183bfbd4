package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.eclipse.paho.mqttv5.common.util.MqttTopicValidator;

/**
 * Messages that a {@link MqttCompanion} received, in their order. Any thread may read them and wait for more.
 * <p>
 * A wait without a duration takes thirty seconds at most. Each wait that is too long ends with an {@link AssertionError}
 * that tells how many messages there are.
 */
public final class ReceivedMessages {

    private final String what;
    private final Predicate<String> topics;
    private final List<TestMessage> messages = new ArrayList<>();

    // how many of them were returned as next ones
    private int taken;
    private String disconnected;

    private ReceivedMessages(String what, Predicate<String> topics) {
        this.what = what;
        this.topics = topics;
    }

    static ReceivedMessages ofAllTopics() {
        return new ReceivedMessages("any topic", topic -> true);
    }

    static ReceivedMessages matching(String filter) {
        // $share/<name>/<filter>
        String plain = filter.startsWith("$share/") ? filter.split("/", 3)[2] : filter;
        return new ReceivedMessages("'" + filter + "'", topic -> MqttTopicValidator.isMatched(plain, topic));
    }

    /** Returns what has arrived so far. */
    public synchronized List<TestMessage> records() {
        return List.copyOf(messages);
    }

    /** Returns the payloads of what has arrived so far, as text. */
    public List<String> payloads() {
        return records().stream().map(TestMessage::text).toList();
    }

    /** Returns how many have arrived so far. */
    public synchronized int count() {
        return messages.size();
    }

    /** Waits until at least n messages have arrived. */
    public ReceivedMessages awaitRecords(int n) {
        return awaitRecords(n, Patience.LONGEST);
    }

    /** Waits until at least n messages have arrived. */
    public synchronized ReceivedMessages awaitRecords(int n, Duration timeout) {
        awaitTrue(() -> messages.size() >= n, n + " messages", timeout);
        return this;
    }

    /** Waits for a message that no earlier call has returned as a next one, and returns it. */
    public TestMessage awaitNextRecord() {
        return awaitNextRecords(1).get(0);
    }

    /** Waits for n messages that no earlier call has returned as next ones, and returns them. */
    public List<TestMessage> awaitNextRecords(int n) {
        return awaitNextRecords(n, Patience.LONGEST);
    }

    /** Waits for n messages that no earlier call has returned as next ones, and returns them. */
    public synchronized List<TestMessage> awaitNextRecords(int n, Duration timeout) {
        awaitTrue(() -> messages.size() >= taken + n, n + " messages after the first " + taken, timeout);
        List<TestMessage> next = List.copyOf(messages.subList(taken, taken + n));
        taken += n;
        return next;
    }

    /** Waits for the first message that fulfils the condition. */
    public TestMessage awaitRecord(Predicate<TestMessage> condition) {
        return awaitRecord(condition, Patience.LONGEST);
    }

    /** Waits for the first message that fulfils the condition. */
    public synchronized TestMessage awaitRecord(Predicate<TestMessage> condition, Duration timeout) {
        awaitTrue(() -> first(condition).isPresent(), "a message that fulfils the condition", timeout);
        return first(condition).orElseThrow();
    }

    /** Fails if another message arrives within this time. */
    public synchronized void awaitNoRecords(Duration duration) {
        int before = messages.size();
        if (becomesTrue(() -> messages.size() > before, duration)) {
            throw new AssertionError("Expected no message on " + what + " within " + duration + ", but received "
                    + messages.get(before));
        }
    }

    synchronized void arrived(TestMessage message) {
        if (topics.test(message.topic())) {
            messages.add(message);
            notifyAll();
        }
    }

    synchronized void disconnected(String response) {
        disconnected = response;
        notifyAll();
    }

    private Optional<TestMessage> first(Predicate<TestMessage> condition) {
        return messages.stream().filter(condition).findFirst();
    }

    private void awaitTrue(BooleanSupplier condition, String expected, Duration timeout) {
        if (!becomesTrue(condition, timeout)) {
            throw new AssertionError("Expected " + expected + " on " + what + " within " + timeout + ", but received "
                    + messages.size() + (disconnected == null ? "" : " and was disconnected: " + disconnected));
        }
    }

    private boolean becomesTrue(BooleanSupplier condition, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long nanos = end - System.nanoTime();
            if (nanos <= 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for messages on " + what, e);
            }
        }
        return true;
    }
}
