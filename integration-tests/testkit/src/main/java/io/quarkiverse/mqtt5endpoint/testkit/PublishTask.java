package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Messages that a {@link MqttCompanion} has sent, and what the server answered.
 * <p>
 * A message is complete with its PUBACK (QoS 1) or PUBCOMP (QoS 2), at QoS 0 when it was written.
 */
public final class PublishTask {

    private static final int FIRST_ERROR = 0x80;

    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final List<Integer> codes = new ArrayList<>();

    // of all, or -1 as long as more are sent
    private int size = -1;
    private int answered;

    PublishTask() {
    }

    /** Returns whether the server has answered all messages. */
    public boolean isDone() {
        return done.isDone();
    }

    /** Waits until the server has accepted all messages, for thirty seconds at most; fails if it refused one. */
    public PublishTask awaitCompletion() {
        return awaitCompletion(Patience.LONGEST);
    }

    /** Waits until the server has accepted all messages; fails if it refused one. */
    public PublishTask awaitCompletion(Duration timeout) {
        awaitReasonCodes(timeout).stream().filter(code -> code >= FIRST_ERROR).findFirst().ifPresent(code -> {
            throw new IllegalStateException("The server answered with reason code " + code);
        });
        return this;
    }

    /**
     * Waits until the server has answered all messages, for thirty seconds at most, and returns its reason codes in the
     * order of the messages.
     */
    public List<Integer> awaitReasonCodes() {
        return awaitReasonCodes(Patience.LONGEST);
    }

    /** Waits until the server has answered all messages and returns its reason codes in the order of the messages. */
    public List<Integer> awaitReasonCodes(Duration timeout) {
        try {
            done.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("The server did not answer all messages within " + timeout + ", but " + answered(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the server", e);
        }
        return codes();
    }

    /** Waits until the server has answered the last message, for thirty seconds at most, and returns its reason code. */
    public int awaitReasonCode() {
        List<Integer> all = awaitReasonCodes();
        return all.get(all.size() - 1);
    }

    /** Returns the listener for one more message, which calls {@code release} when that is no longer in flight. */
    synchronized MqttActionListener sending(String topic, Runnable release) {
        int index = codes.size();
        codes.add(0);
        return new Completion((code, failure) -> {
            release.run();
            answered(index, code, failure instanceof MqttException cause
                    ? Completion.failed("publish to '" + topic + "'", cause)
                    : failure);
        });
    }

    /** No more messages follow. */
    synchronized void complete() {
        size = codes.size();
        completeIfAnswered();
    }

    private synchronized void answered(int index, int code, Throwable failure) {
        if (failure != null) {
            done.completeExceptionally(failure);
        }
        codes.set(index, code);
        answered++;
        completeIfAnswered();
    }

    private void completeIfAnswered() {
        if (answered == size) {
            done.complete(null);
        }
    }

    private synchronized int answered() {
        return answered;
    }

    private synchronized List<Integer> codes() {
        return List.copyOf(codes);
    }
}
