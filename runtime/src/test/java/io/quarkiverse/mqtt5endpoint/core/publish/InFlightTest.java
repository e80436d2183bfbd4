package io.quarkiverse.mqtt5endpoint.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

class InFlightTest {

    private final InFlight inFlight = new InFlight();

    @Test
    void messageIsOverdueAfterItsOwnTime() {
        PendingPublish slow = sent("slow", 9, 0);
        PendingPublish fast = sent("fast", 5, 0);
        PendingPublish patient = sent("patient", 0, 0);
        inFlight.decideOverdue(0, seconds(5) - 1);
        assertThat(inFlight.size()).isEqualTo(3);
        inFlight.decideOverdue(0, seconds(5));
        assertThat(fast.outcome().toCompletableFuture()).isDone();
        assertThat(inFlight.size()).isEqualTo(2);
        inFlight.decideOverdue(0, seconds(100));
        assertThat(slow.outcome().toCompletableFuture()).isDone();
        assertThat(patient.outcome().toCompletableFuture()).isNotDone();
    }

    @Test
    void timeStartsAgainWithTheConnection() {
        PendingPublish message = sent("t", 5, 0);
        inFlight.decideOverdue(seconds(10), seconds(15) - 1);
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
        inFlight.decideOverdue(seconds(10), seconds(15));
        assertThat(message.outcome().toCompletableFuture()).isDone();
    }

    @Test
    void onlyReceivedMessagesAreForgottenByTheServer() {
        PendingPublish received = sent("received", 5, 0);
        sent("sent", 5, 0);
        received.received();
        assertThat(inFlight.takeForgotten()).containsExactly(received);
        assertThat(inFlight.takeForgotten()).isEmpty();
        assertThat(inFlight.size()).isOne();
    }

    @Test
    void takingAllReleasesWhatIsOverdue() {
        PendingPublish late = sent("late", 5, 0);
        PendingPublish first = sent("first", 0, 0);
        PendingPublish second = sent("second", 0, 0);
        inFlight.decideOverdue(0, seconds(5));
        assertThat(late.released().toCompletableFuture()).isNotDone();
        assertThat(inFlight.takeAll()).containsExactly(first, second);
        assertThat(late.released().toCompletableFuture()).isDone();
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void removedMessageIsNotDecided() {
        PendingPublish message = sent("t", 5, 0);
        inFlight.remove(message);
        inFlight.decideOverdue(0, seconds(100));
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
    }

    private PendingPublish sent(String topic, int timeoutSeconds, long now) {
        PendingPublish message = SamplePublish.pending(topic, timeoutSeconds, ChannelObserver.NONE);
        message.sent(new FakeSending(), now);
        inFlight.add(message);
        return message;
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
