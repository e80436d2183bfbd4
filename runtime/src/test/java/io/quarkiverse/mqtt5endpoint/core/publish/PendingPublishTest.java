package io.quarkiverse.mqtt5endpoint.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.observe.RecordingObserver;

class PendingPublishTest {

    private static final PublishOutcome.Accepted ACCEPTED = new PublishOutcome.Accepted(0);
    private static final PublishOutcome.Failed FAILED = new PublishOutcome.Failed(new IllegalStateException("over"));
    private static final PublishOutcome.TimedOut LATE = new PublishOutcome.TimedOut(5);

    private final RecordingObserver observer = new RecordingObserver();
    private final FakeSending sending = new FakeSending();
    private final PendingPublish message = SamplePublish.pending("t", 5, observer);

    @Test
    void waitsUntilItIsSent() {
        assertThat(message.state()).isEqualTo(PublishState.WAITING);
        message.sent(sending, 7);
        assertThat(message.state()).isEqualTo(PublishState.SENT);
        assertThat(message.sentNanos()).isEqualTo(7);
        message.received();
        assertThat(message.state()).isEqualTo(PublishState.RECEIVED);
    }

    @Test
    void acceptedMessageIsDecidedAndReleasedAtTheSameTime() {
        message.sent(sending, 7);
        message.finish(ACCEPTED, 9);
        assertThat(now(message.outcome())).isEqualTo(ACCEPTED);
        assertThat(message.released().toCompletableFuture()).isDone();
        assertThat(observer.events).containsExactly("published");
    }

    @Test
    void anyOtherOutcomeIsAFailure() {
        message.finish(new PublishOutcome.Refused(0x97, null, true), 9);
        SamplePublish.pending("u", 5, observer).finish(FAILED, 9);
        assertThat(observer.events).containsExactly("publish failed", "publish failed");
    }

    @Test
    void overdueMessageIsDecidedBeforeItIsReleased() {
        message.sent(sending, 7);
        message.overdue(LATE);
        assertThat(now(message.outcome())).isEqualTo(LATE);
        assertThat(message.released().toCompletableFuture()).isNotDone();
        message.finish(ACCEPTED, 9);
        assertThat(now(message.outcome())).isEqualTo(LATE);
        assertThat(message.released().toCompletableFuture()).isDone();
        assertThat(observer.events).containsExactly("publish failed", "published late");
    }

    @Test
    void overdueMessageThatTheEngineFailsWithWasNotPublishedLate() {
        message.sent(sending, 7);
        message.overdue(LATE);
        message.finish(FAILED, 9);
        assertThat(message.released().toCompletableFuture()).isDone();
        assertThat(observer.events).containsExactly("publish failed");
    }

    @Test
    void onlyTheLastHandOverIsHeard() {
        FakeSending again = new FakeSending();
        message.sent(sending, 7);
        message.waitAgain();
        assertThat(message.isSentBy(sending)).isFalse();
        message.sent(again, 8);
        assertThat(message.isSentBy(sending)).isFalse();
        assertThat(message.isSentBy(again)).isTrue();
    }

    @Test
    void messageThatWasLetGoOfIsNotHeardOfAgain() {
        message.sent(sending, 7);
        message.overdue(LATE);
        message.release();
        assertThat(message.isSentBy(sending)).isFalse();
        assertThat(message.released().toCompletableFuture()).isDone();
        assertThat(observer.events).containsExactly("publish failed");
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().getNow(null);
    }
}
