package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState;
import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.observe.RecordingObserver;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class MqttSessionTest {

    private static final SampleSettings SETTINGS = new SampleSettings().reconnect(1, 1, 100);

    private final Leases leases = new Leases();
    private final RecordingObserver observer = new RecordingObserver();
    private final SessionLease lease = leases.acquire("words", SETTINGS.client(), observer);
    private final MqttSession session = lease.session();

    private AssertSubscriber<Delivery> application;

    @Test
    void messageGoesFromTheEngineToTheApplicationAndBack() {
        connected();
        FakePublish publish = leases.receive("words", 1);
        application.getItems().get(0).reject(0x99, "no");
        assertThat(publish.releases).isOne();
        assertThat(leases.engine().messages.nextAcknowledgement()).isEqualTo(new Acknowledgement(0x99, "no"));
    }

    @Test
    void writtenAcknowledgementIsProgress() {
        connected();
        leases.receive("words", 1);
        application.getItems().get(0).settle();
        assertThat(attemptsAfterLoss()).isOne();
        again();
        leases.accept(true);
        leases.engine().messages.nextAcknowledgement();
        assertThat(attemptsAfterLoss()).isOne();
    }

    @Test
    void acknowledgementThatNobodyDecidedIsNoProgress() {
        connected();
        assertThat(leases.engine().messages.nextAcknowledgement()).isEqualTo(Acknowledgement.SUCCESS);
        leases.engine().cut();
        again();
        leases.engine().cut();
        assertThat(session.state()).isInstanceOf(SessionState.Failed.class);
    }

    @Test
    void answerToAPublishIsProgress() {
        connected();
        PendingPublish message = Leases.publish(lease, "t");
        leases.engine().published.values().iterator().next().completed(new PublishOutcome.Accepted(0));
        assertThat(message.outcome().toCompletableFuture()).isDone();
        assertThat(attemptsAfterLoss()).isOne();
    }

    @Test
    void lastAttemptFailsTheChannelAndRefusesWhatWaits() {
        PendingPublish waiting = Leases.publish(lease, "t");
        open();
        leases.engine().cut();
        again();
        leases.engine().cut();
        assertThat(session.state()).isInstanceOf(SessionState.Failed.class);
        application.assertFailedWith(RuntimeException.class, "words");
        assertThat(waiting.outcome().toCompletableFuture().join()).isInstanceOf(PublishOutcome.Failed.class);
        assertThat(Leases.publish(lease, "t").outcome().toCompletableFuture()).isDone();
        assertThat(observer.events).containsSubsequence("lost", "lost", "failed");
        assertThat(leases.loop.timers()).isZero();
    }

    @Test
    void stoppedIntakeLetsTheApplicationFinish() {
        connected();
        FakePublish first = leases.receive("words", 1);
        UniAssertSubscriber<Void> stopped = subscribe(session.stopIntake());
        FakePublish second = leases.receive("words", 1);
        stopped.assertNotTerminated();
        assertThat(application.getItems()).hasSize(1);
        application.getItems().get(0).settle();
        stopped.assertCompleted();
        assertThat(first.releases).isOne();
        assertThat(second.releases).as("left to the server").isZero();
        assertThat(session.state()).isInstanceOf(SessionState.Stopping.class);
    }

    @Test
    void flushWaitsForWhatIsThereAndRefusesWhatComes() {
        connected();
        Leases.publish(lease, "t");
        UniAssertSubscriber<Void> flushed = subscribe(session.flush());
        assertThat(Leases.publish(lease, "late").outcome().toCompletableFuture().join())
                .isInstanceOf(PublishOutcome.Failed.class);
        flushed.assertNotTerminated();
        leases.engine().published.values().iterator().next().completed(new PublishOutcome.Accepted(0));
        flushed.assertCompleted();
    }

    @Test
    void disconnectedSessionIsOverHoweverOftenAsked() {
        connected();
        FakePublish kept = leases.receive("words", 1);
        PendingPublish unsent = Leases.publish(lease, "t");
        subscribe(session.disconnect()).assertCompleted();
        subscribe(session.disconnect()).assertCompleted();
        assertThat(leases.engine().ends).containsExactly("disconnected");
        assertThat(session.state()).isInstanceOf(SessionState.Stopped.class);
        assertThat(session.connection()).isInstanceOf(ConnectionState.Closed.class);
        assertThat(unsent.outcome().toCompletableFuture()).isDone();
        application.getItems().get(0).settle();
        assertThat(kept.releases).isZero();
        application.assertCompleted();
        assertThat(leases.loop.timers()).isZero();
    }

    @Test
    void failureAfterTheEndMeansNothing() {
        connected();
        subscribe(session.disconnect());
        lease.fail(new IllegalStateException("late"));
        assertThat(session.state()).isInstanceOf(SessionState.Stopped.class);
    }

    @Test
    void failedSessionStopsAtOnce() {
        connected();
        leases.receive("words", 1);
        lease.fail(new IllegalStateException("broken"));
        subscribe(session.stopIntake()).assertCompleted();
        subscribe(session.flush()).assertCompleted();
        subscribe(session.disconnect()).assertCompleted();
        application.assertFailedWith(IllegalStateException.class, "broken");
    }

    @Test
    void messagesComeAgainFromTheServerAfterAResume() {
        connected();
        leases.receive("words", 1);
        FakePublish flushed = leases.receive("words", 1);
        leases.engine().cut();
        assertThat(flushed.releases).isOne();
        again();
        leases.accept(true);
        assertThat(observer.count("redelivered 2")).isOne();
        assertThat(observer.count("reconnected")).isOne();
    }

    @Test
    void sweepIsOncePerSecondAsLongAsTheSessionIsThere() {
        connected();
        assertThat(leases.loop.timers()).isOne();
        leases.loop.advance(Duration.ofSeconds(10));
        assertThat(leases.loop.timers()).isOne();
        subscribe(session.disconnect());
        assertThat(leases.loop.timers()).isZero();
    }

    private void open() {
        application = lease.subscribe(SETTINGS.incoming("words", "words")).messages().subscribe()
                .withSubscriber(AssertSubscriber.create(9));
        leases.loop.runAll();
    }

    private void connected() {
        open();
        leases.accept(false);
        leases.engine().grant(1);
    }

    /** Until the next attempt. */
    private void again() {
        leases.loop.advance(Duration.ofSeconds(3));
    }

    private int attemptsAfterLoss() {
        leases.engine().cut();
        return session.connection() instanceof ConnectionState.Waiting waiting ? waiting.outage().attempts() : 0;
    }

    private <T> UniAssertSubscriber<T> subscribe(Uni<T> uni) {
        UniAssertSubscriber<T> subscriber = uni.subscribe().withSubscriber(UniAssertSubscriber.create());
        leases.loop.runAll();
        return subscriber;
    }
}
