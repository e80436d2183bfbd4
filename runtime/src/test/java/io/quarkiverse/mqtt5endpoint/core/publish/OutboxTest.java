package io.quarkiverse.mqtt5endpoint.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeLink;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener.Permission;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

class OutboxTest {

    private static final PublishTerms TERMS = new PublishTerms(Duration.ofSeconds(10));

    private final ManualLoop loop = new ManualLoop();
    private final FakeLink link = new FakeLink();
    private final FakeEngine engine = new FakeEngine(null, null);
    private final AtomicInteger progress = new AtomicInteger();
    private final Outbox outbox = new Outbox(loop, link, new FakeEngines(), progress::incrementAndGet);

    @Test
    void messageFromTheLoopDoesNotOvertakeOneFromAnotherThread() throws Exception {
        connect(false);
        Thread other = new Thread(() -> publish("first", 1));
        other.start();
        other.join(TimeUnit.SECONDS.toMillis(10));
        publish("second", 1);
        loop.runAll();
        assertThat(sent()).containsExactly("first", "second");
    }

    @Test
    void messagesWaitForAConnectionInTheirOrder() {
        publish("a", 1);
        publish("b", 1);
        assertThat(sent()).isEmpty();
        connect(false);
        assertThat(sent()).containsExactly("a", "b");
    }

    @Test
    void messageThatComesWhileOthersAreSentDoesNotOvertakeThem() {
        link.connect(engine,
                AcceptedConnection.plain(false, new ServerLimits(1, true, Integer.MAX_VALUE, 10, 0, true, true, true)),
                loop.nanoTime());
        var live = link.live();
        link.disconnect();
        PendingPublish refused = publish("refused", 2);
        publish("second", 1);
        refused.outcome().thenRun(() -> publish("third", 1));
        link.connect(engine, live.accepted(), loop.nanoTime());
        outbox.connected(live);
        assertThat(sent()).containsExactly("second", "third");
    }

    @Test
    void messageThatComesBeforeTheOutboxKnowsOfTheConnectionWaitsForItsTurn() {
        publish("first", 1);
        link.connect(engine, AcceptedConnection.plain(false, ServerLimits.NONE), loop.nanoTime());
        publish("second", 1);
        outbox.connected(link.live());
        assertThat(sent()).containsExactly("first", "second");
    }

    @Test
    void progressIsMadeByEachAcknowledgementOfTheServer() {
        connect(false);
        publish("atMostOnce", 0);
        publish("refused", 1);
        PendingPublish exactlyOnce = publish("exactlyOnce", 2);
        complete("atMostOnce");
        assertThat(progress).hasValue(0);
        listener("refused").completed(new PublishOutcome.Refused(0x97, null, true));
        assertThat(progress).hasValue(1);
        engine.published.get(exactlyOnce.message()).received();
        engine.published.get(exactlyOnce.message()).received();
        assertThat(progress).hasValue(2);
        complete("exactlyOnce");
        assertThat(progress).hasValue(3);
    }

    @Test
    void receiptOfAnOverdueMessageIsProgress() {
        connect(false);
        PendingPublish overdue = publish("a", 2);
        sweepAfter(10);
        engine.published.get(overdue.message()).received();
        assertThat(progress).hasValue(1);
    }

    @Test
    void messageThatTheEngineChokesOnFailsAlone() {
        FakeEngine choking = new FakeEngine(null, null) {

            @Override
            public void publish(PublishPacket packet, PublishListener listener) {
                if (packet.message().topic().equals("bad")) {
                    throw new IllegalStateException("choked");
                }
                super.publish(packet, listener);
            }
        };
        link.connect(choking, AcceptedConnection.plain(false, ServerLimits.NONE), loop.nanoTime());
        PendingPublish bad = publish("bad", 1);
        publish("good", 1);
        assertThat(bad.outcome().toCompletableFuture().join()).isInstanceOf(PublishOutcome.Failed.class);
        assertThat(choking.published.keySet()).extracting(OutgoingPublish::topic).containsExactly("good");
        assertThat(outbox.size()).isOne();
    }

    @Test
    void overdueMessageIsNotSentAgainByTheNextEngine() {
        connect(false);
        PendingPublish message = publish("a", 1);
        sweepAfter(10);
        link.disconnect();
        outbox.engineReplaced();
        engine.published.clear();
        connect(true);
        assertThat(sent()).isEmpty();
        assertThat(message.released().toCompletableFuture()).isDone();
    }

    @Test
    void messageAboveTheServersLimitsIsRefusedAlone() {
        link.connect(engine,
                AcceptedConnection.plain(false, new ServerLimits(1, true, Integer.MAX_VALUE, 10, 0, true, true, true)),
                loop.nanoTime());
        PendingPublish refused = publish("a", 2);
        PendingPublish sent = publish("b", 1);
        assertThat(refused.outcome().toCompletableFuture().join()).isInstanceOfSatisfying(PublishOutcome.Refused.class,
                outcome -> assertThat(outcome.reasonCode()).isEqualTo(0x9B));
        assertThat(sent.outcome().toCompletableFuture()).isNotDone();
        assertThat(sent()).containsExactly("b");
    }

    @Test
    void overdueMessageIsDecidedAndReleasedOnlyByTheEngine() {
        connect(false);
        PendingPublish message = publish("a", 1);
        sweepAfter(9);
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
        sweepAfter(1);
        assertThat(message.outcome().toCompletableFuture().join()).isEqualTo(new PublishOutcome.TimedOut(10));
        assertThat(message.released().toCompletableFuture()).isNotDone();
        complete("a");
        assertThat(message.released().toCompletableFuture()).isDone();
    }

    @Test
    void timeCountsOnlyWhileThereIsAConnection() {
        connect(false);
        PendingPublish message = publish("a", 1);
        loop.advance(Duration.ofSeconds(9));
        link.disconnect();
        sweepAfter(100);
        connect(true);
        sweepAfter(9);
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
        sweepAfter(1);
        assertThat(message.outcome().toCompletableFuture()).isDone();
    }

    @Test
    void messageThatIsNotDeliveredInTimeIsWithdrawnFromTheEngine() {
        connect(false);
        PendingPublish message = publish("a", 1, new PublishTerms(Duration.ZERO, Duration.ofSeconds(20)));
        sweepAfter(19);
        link.disconnect();
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
        sweepAfter(1);
        assertThat(message.outcome().toCompletableFuture().join()).isEqualTo(new PublishOutcome.Expired(20, true));
        assertThat(engine.published.get(message.message()).permission()).isEqualTo(Permission.NEVER);
        assertThat(message.released().toCompletableFuture()).isNotDone();
        complete("a");
        assertThat(message.released().toCompletableFuture()).isDone();
    }

    @Test
    void messageThatWaitsTooLongForAConnectionIsNeverSent() {
        PendingPublish message = publish("a", 1, new PublishTerms(Duration.ZERO, Duration.ofSeconds(20)));
        sweepAfter(20);
        assertThat(message.outcome().toCompletableFuture().join()).isEqualTo(new PublishOutcome.Expired(20, false));
        connect(false);
        assertThat(sent()).isEmpty();
    }

    @Test
    void oldestMessageIsSuspectedWhenThreeConnectionsEndShortlyAfterItWasSent() {
        connect(false);
        PendingPublish poison = publish("poison", 1);
        PendingPublish behind = publish("behind", 1);
        for (int i = 0; i < 3; i++) {
            assertThat(poison.outcome().toCompletableFuture()).isNotDone();
            loop.advance(Duration.ofSeconds(4));
            link.disconnect();
            outbox.connectionLost("connection reset");
            connect(true);
        }
        assertThat(poison.outcome().toCompletableFuture().join())
                .isEqualTo(new PublishOutcome.Suspected(3, "connection reset"));
        assertThat(engine.published.get(poison.message()).permission()).isEqualTo(Permission.NEVER);
        assertThat(engine.published.get(behind.message()).permission()).isEqualTo(Permission.SEND);
        assertThat(behind.outcome().toCompletableFuture()).isNotDone();
    }

    @Test
    void suspectIsSentAloneAndTheOthersFollowIfItIsInnocent() {
        connect(false);
        PendingPublish suspect = publish("a", 1);
        PendingPublish behind = publish("b", 1);
        for (int i = 0; i < 2; i++) {
            loop.advance(Duration.ofSeconds(1));
            link.disconnect();
            outbox.connectionLost("connection reset");
            connect(true);
        }
        assertThat(engine.published.get(suspect.message()).permission()).isEqualTo(Permission.SEND);
        assertThat(engine.published.get(behind.message()).permission()).isEqualTo(Permission.LATER);
        complete("a");
        assertThat(engine.published.get(behind.message()).permission()).isEqualTo(Permission.SEND);
        assertThat(engine.ends).containsExactly("publishing resumed");
    }

    @Test
    void overdueMessageIsSuspectedBeforeTheOnesBehindIt() {
        connect(false);
        PendingPublish overdue = publish("a", 1);
        PendingPublish behind = publish("b", 1);
        sweepAfter(11);
        PendingPublish last = publish("c", 1);
        // After the first connection, which lasted, all three are sent again.
        loseShortlyAfterSending(3);
        assertThat(engine.published.get(overdue.message()).permission()).isEqualTo(Permission.SEND);
        assertThat(engine.published.get(last.message()).permission()).isEqualTo(Permission.LATER);
        loseShortlyAfterSending(1);
        assertThat(engine.published.get(overdue.message()).permission()).isEqualTo(Permission.NEVER);
        assertThat(engine.published.get(behind.message()).permission()).isEqualTo(Permission.SEND);
        assertThat(engine.published.get(last.message()).permission()).isEqualTo(Permission.SEND);
        assertThat(last.outcome().toCompletableFuture()).isNotDone();
    }

    @Test
    void messagesBehindASuspectFollowWhenItsTimeIsOver() {
        connect(false);
        PendingPublish suspect = publish("a", 1, new PublishTerms(Duration.ZERO, Duration.ofSeconds(20)));
        PendingPublish behind = publish("b", 1);
        loseShortlyAfterSending(2);
        assertThat(engine.published.get(behind.message()).permission()).isEqualTo(Permission.LATER);
        sweepAfter(20);
        assertThat(suspect.outcome().toCompletableFuture().join()).isEqualTo(new PublishOutcome.Expired(20, true));
        assertThat(engine.ends).containsExactly("publishing resumed");
        assertThat(engine.published.get(behind.message()).permission()).isEqualTo(Permission.SEND);
    }

    private void loseShortlyAfterSending(int times) {
        for (int i = 0; i < times; i++) {
            loop.advance(Duration.ofSeconds(1));
            link.disconnect();
            outbox.connectionLost("connection reset");
            connect(true);
        }
    }

    @Test
    void attemptsToConnectThatFailSuspectNobody() {
        connect(false);
        PendingPublish message = publish("a", 1);
        link.disconnect();
        for (int i = 0; i < 5; i++) {
            outbox.connectionLost("connection refused");
            loop.advance(Duration.ofMillis(500));
        }
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
    }

    @Test
    void connectionThatLastsSuspectsNobody() {
        connect(false);
        PendingPublish message = publish("a", 1);
        for (int i = 0; i < 5; i++) {
            loop.advance(Duration.ofSeconds(6));
            link.disconnect();
            outbox.connectionLost("connection reset");
            connect(true);
        }
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
    }

    @Test
    void messageInFlightThatANewConnAckForbidsIsWithdrawn() {
        connect(false);
        PendingPublish message = publish("a", 2);
        link.disconnect();
        link.connect(engine,
                AcceptedConnection.plain(true, new ServerLimits(1, true, Integer.MAX_VALUE, 10, 0, true, true, true)),
                loop.nanoTime());
        outbox.connected(link.live());
        assertThat(message.outcome().toCompletableFuture().join()).isInstanceOfSatisfying(PublishOutcome.Refused.class,
                refused -> assertThat(refused.reasonCode()).isEqualTo(0x9B));
        assertThat(engine.published.get(message.message()).permission()).isEqualTo(Permission.NEVER);
    }

    @Test
    void messageThatExpiresWhileItWaitsIsNotSent() {
        PendingPublish message = outbox.publish(new OutgoingPublish("a", 1, false, ByteBuffer.allocate(0), 5, null, null, null,
                null, List.of()), TERMS, ChannelObserver.NONE);
        loop.advance(Duration.ofSeconds(5));
        connect(false);
        assertThat(sent()).isEmpty();
        assertThat(message.outcome().toCompletableFuture().join()).isInstanceOf(PublishOutcome.Refused.class);
    }

    @Test
    void messageThatTheServerForgotAfterPubRecIsSentAgain() {
        connect(false);
        PendingPublish message = publish("a", 2);
        engine.published.get(message.message()).received();
        link.disconnect();
        engine.published.clear();
        connect(true);
        assertThat(sent()).isEmpty();
        link.disconnect();
        connect(false);
        assertThat(sent()).containsExactly("a");
    }

    @Test
    void answerOfAReplacedEngineIsNotHeard() {
        connect(false);
        PendingPublish message = publish("a", 1);
        var ofTheOldEngine = engine.published.get(message.message());
        link.disconnect();
        outbox.engineReplaced();
        connect(true);
        ofTheOldEngine.completed(new PublishOutcome.Accepted(0));
        assertThat(message.outcome().toCompletableFuture()).isNotDone();
        complete("a");
        assertThat(message.outcome().toCompletableFuture().join()).isEqualTo(new PublishOutcome.Accepted(0));
    }

    @Test
    void closedOutboxRefusesWhatIsThereAndWhatComes() {
        PendingPublish waiting = publish("a", 1);
        connect(false);
        PendingPublish sent = publish("b", 1);
        IllegalStateException cause = new IllegalStateException("over");
        outbox.close(cause);
        PendingPublish late = publish("c", 1);
        assertThat(List.of(waiting, sent, late)).allSatisfy(message -> {
            assertThat(message.outcome().toCompletableFuture().join()).isEqualTo(new PublishOutcome.Failed(cause));
            assertThat(message.released().toCompletableFuture()).isDone();
        });
    }

    @Test
    void flushCallsBackWhenEverythingIsDecided() {
        connect(false);
        publish("a", 1);
        List<String> flushed = new ArrayList<>();
        outbox.flush(new IllegalStateException("stopped"), () -> flushed.add("done"));
        assertThat(flushed).isEmpty();
        complete("a");
        assertThat(flushed).containsExactly("done");
    }

    private void connect(boolean sessionPresent) {
        link.connect(engine, AcceptedConnection.plain(sessionPresent, ServerLimits.NONE), loop.nanoTime());
        outbox.connected(link.live());
    }

    private PendingPublish publish(String topic, int qos) {
        return publish(topic, qos, TERMS);
    }

    private PendingPublish publish(String topic, int qos, PublishTerms terms) {
        return outbox.publish(new OutgoingPublish(topic, qos, false, ByteBuffer.allocate(0), -1, null, null, null, null,
                List.of()), terms, ChannelObserver.NONE);
    }

    private void sweepAfter(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
        outbox.sweep(loop.nanoTime());
    }

    private List<String> sent() {
        return engine.published.keySet().stream().map(OutgoingPublish::topic).toList();
    }

    private PublishListener listener(String topic) {
        return engine.published.entrySet().stream().filter(sent -> sent.getKey().topic().equals(topic)).findFirst()
                .orElseThrow().getValue();
    }

    private void complete(String topic) {
        engine.published.entrySet().stream().filter(sent -> sent.getKey().topic().equals(topic)).toList()
                .forEach(sent -> sent.getValue().completed(new PublishOutcome.Accepted(0)));
    }
}
