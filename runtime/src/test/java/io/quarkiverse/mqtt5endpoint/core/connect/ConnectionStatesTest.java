package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Closed;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connected;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connecting;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Idle;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Preparing;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Waiting;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

class ConnectionStatesTest {

    private final ManagedConnection connection = new ManagedConnection(
            new SampleSettings().servers("first", "second").reconnect(3, 1, 40).client());

    @Test
    void nothingHappensBeforeItBegins() {
        assertThat(connection.manager.state()).isInstanceOf(Idle.class);
        assertThat(connection.manager.live()).isNull();
        assertThat(connection.manager.server()).hasToString("first:1883");
        assertThat(connection.loop.timers()).isZero();
    }

    @Test
    void attemptBeginsOnceItsParametersAreKnown() {
        CompletableFuture<InetAddress> resolving = new CompletableFuture<>();
        connection.address = resolving;
        connection.begin();
        assertThat(connection.manager.state()).isInstanceOfSatisfying(Preparing.class,
                preparing -> assertThat(preparing.server()).hasToString("first:1883"));
        assertThat(connection.engines.made).isEmpty();
        resolving.complete(InetAddress.getLoopbackAddress());
        connection.loop.runAll();
        assertThat(connection.manager.state()).isInstanceOf(Connecting.class);
        assertThat(connection.engine().connects).singleElement()
                .satisfies(request -> assertThat(request.address().getPort()).isEqualTo(1883));
    }

    @Test
    void acceptedConnectionIsLive() {
        connection.begin().accept();
        assertThat(connection.manager.state()).isInstanceOf(Connected.class);
        assertThat(connection.manager.live().engine()).isSameAs(connection.engine());
        assertThat(connection.events).containsExactly("connected");
        assertThat(connection.loop.timers()).isZero();
    }

    @Test
    void lostConnectionIsTriedAgainAfterAPauseWithTheSameEngine() {
        connection.begin().accept();
        connection.engine().cut();
        assertThat(connection.manager.live()).isNull();
        assertThat(connection.manager.state()).isInstanceOfSatisfying(Waiting.class,
                waiting -> assertThat(waiting.outage().sinceNanos()).isEqualTo(connection.loop.nanoTime()));
        connection.loop.advance(Duration.ofMillis(740));
        assertThat(connection.attempts()).isOne();
        connection.loop.advance(Duration.ofMillis(520));
        assertThat(connection.attempts()).isEqualTo(2);
        connection.accept();
        assertThat(connection.events).containsExactly("connected", "lost", "reconnected");
        assertThat(connection.engines.made).hasSize(1);
    }

    @Test
    void serversAreTriedInOrderAndTheFirstAgainAfterAConnection() {
        connection.begin();
        assertThat(connection.manager.server()).hasToString("first:1883");
        fail(connection);
        assertThat(connection.manager.server()).hasToString("second:1883");
        connection.accept();
        fail(connection);
        assertThat(connection.manager.server()).hasToString("first:1883");
    }

    @Test
    void attemptsAreUsedUpByFailures() {
        connection.begin();
        for (int i = 0; i < 3; i++) {
            fail(connection);
        }
        assertThat(connection.attempts()).isEqualTo(4);
        assertThat(connection.events).doesNotContain("gave up");
        connection.engine().cut();
        assertThat(connection.events).endsWith("lost", "gave up", "closed");
        assertThat(connection.failure).hasMessageContaining("3").hasMessageContaining("second:1883");
        assertThat(connection.engine().isRetired()).isTrue();
        assertThat(connection.loop.timers()).isZero();
    }

    @Test
    void attemptsWithoutLimitGoOn() {
        ManagedConnection unlimited = new ManagedConnection(new SampleSettings().reconnect(-1, 1, 60).client()).begin();
        for (int i = 0; i < 100; i++) {
            fail(unlimited);
        }
        assertThat(unlimited.attempts()).isEqualTo(101);
        assertThat(unlimited.events).doesNotContain("gave up");
    }

    @Test
    void serverThatAcceptsAndHangsUpUsesUpTheAttempts() {
        connection.begin();
        for (int i = 0; i < 3; i++) {
            connection.accept();
            fail(connection);
        }
        connection.accept().engine().cut();
        assertThat(connection.events).endsWith("gave up", "closed");
    }

    @Test
    void acknowledgementsMakeAttemptsCountAgain() {
        assertThat(neverGivesUp(0, connection -> connection.manager.moved())).isTrue();
    }

    @Test
    void grantFollowedByTenSecondsMakesAttemptsCountAgain() {
        assertThat(neverGivesUp(10, connection -> connection.manager.subscribed())).isTrue();
        assertThat(neverGivesUp(9, connection -> connection.manager.subscribed())).isFalse();
    }

    @Test
    void grantCountsFromWhenItCame() {
        assertThat(neverGivesUp(9, connection -> {
            connection.loop.advance(Duration.ofSeconds(5));
            connection.manager.subscribed();
        })).isFalse();
    }

    @Test
    void connectionThatLastedLongEnoughMakesAttemptsCountAgain() {
        assertThat(neverGivesUp(30, connection -> {
        })).isTrue();
        assertThat(neverGivesUp(29, connection -> {
        })).isFalse();
    }

    @Test
    void shortLongestPauseIsAlsoLongEnoughForAConnection() {
        ManagedConnection quick = new ManagedConnection(new SampleSettings().reconnect(1, 1, 5).client()).begin();
        for (int i = 0; i < 5; i++) {
            quick.accept();
            quick.loop.advance(Duration.ofSeconds(5));
            fail(quick);
        }
        assertThat(quick.events).doesNotContain("gave up");
    }

    private static boolean neverGivesUp(int secondsConnected, java.util.function.Consumer<ManagedConnection> meanwhile) {
        ManagedConnection connection = new ManagedConnection(new SampleSettings().reconnect(1, 1, 100).client()).begin();
        for (int i = 0; i < 5 && !connection.events.contains("gave up"); i++) {
            connection.accept();
            meanwhile.accept(connection);
            connection.loop.advance(Duration.ofSeconds(secondsConnected));
            connection.engine().cut();
            if (connection.loop.timers() > 0) {
                connection.loop.advanceToNextTimer();
            }
        }
        return !connection.events.contains("gave up");
    }

    @Test
    void pausesGetLongerUntilThereIsProgress() {
        connection.begin();
        connection.engine().cut();
        connection.loop.advanceToNextTimer();
        connection.engine().cut();
        assertThat(untilNextAttempt(connection)).isBetween(Duration.ofMillis(1500), Duration.ofMillis(2500));
        connection.accept();
        connection.manager.moved();
        connection.engine().cut();
        assertThat(untilNextAttempt(connection)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
    }

    @Test
    void progressAfterTheConnectionIsOfNoAccount() {
        connection.begin().accept().engine().cut();
        connection.manager.moved();
        connection.manager.subscribed();
        assertThat(connection.manager.state()).isInstanceOfSatisfying(Waiting.class,
                waiting -> assertThat(waiting.outage().attempts()).isOne());
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x84, 0x85, 0x8A, 0x8C, 0x90 })
    void refusalThatStaysIsTheEnd(int reasonCode) {
        connection.begin().report(loss(Kind.CONNACK, reasonCode, null));
        assertThat(connection.events).containsExactly("lost", "gave up", "closed");
        assertThat(connection.manager.state()).isInstanceOf(Closed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x80, 0x86, 0x87, 0x89, 0x97, 0x9F })
    void anyOtherRefusalIsTriedAgain(int reasonCode) {
        connection.begin().report(loss(Kind.CONNACK, reasonCode, null));
        assertThat(connection.manager.state()).isInstanceOf(Waiting.class);
        connection.loop.advanceToNextTimer();
        assertThat(connection.attempts()).isEqualTo(2);
    }

    @Test
    void takenOverSessionIsTriedAgainAfterTheLongestPause() {
        connection.begin().accept().report(loss(Kind.DISCONNECT, 0x8E, null));
        assertThat(untilNextAttempt(connection)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50));
    }

    @Test
    void serverReferenceIsFollowedOnce() {
        connection.begin().report(loss(Kind.CONNACK, 0x9C, "first:99"));
        connection.loop.advanceToNextTimer();
        assertThat(connection.manager.server()).hasToString("first:99");
        fail(connection);
        assertThat(connection.manager.server().port()).isEqualTo(1883);
    }

    @Test
    void reusedIdentifierReplacesTheEngineAndTheFormerOneIsRetired() {
        connection.begin().accept()
                .report(new ConnectionLoss(Kind.LOST, 0x82, "reused", null, Fault.IDENTIFIER_REUSED, new IOException()));
        assertThat(connection.events).containsExactly("connected", "lost", "engine replaced");
        connection.loop.advanceToNextTimer();
        assertThat(connection.engines.made).hasSize(2);
        assertThat(connection.engines.made.get(0).isRetired()).isTrue();
        assertThat(connection.engine().connects).hasSize(1);
        connection.accept();
        assertThat(connection.events).endsWith("reconnected");
    }

    @Test
    void engineThatBrokeDownWhileWaitingIsReplaced() {
        connection.begin().accept().engine().cut();
        connection.engine().connection.broken();
        assertThat(connection.events).endsWith("engine replaced");
        connection.loop.advanceToNextTimer();
        assertThat(connection.engines.made).hasSize(2);
        assertThat(connection.manager.state()).isInstanceOf(Connecting.class);
    }

    @Test
    void engineThatBreaksDownDuringAnAttemptEndsIt() {
        connection.begin().engine().cut();
        connection.loop.advanceToNextTimer();
        connection.engine().connection.broken();
        assertThat(connection.manager.state()).isInstanceOf(Waiting.class);
        connection.loop.advanceToNextTimer();
        assertThat(connection.engines.made).hasSize(2);
    }

    @Test
    void engineThatBreaksDownAfterTheEndIsOfNoConsequence() {
        connection.begin().accept().manager.close(() -> connection.events.add("closed"));
        connection.engine().connection.broken();
        assertThat(connection.events).containsExactly("connected", "closed");
    }

    @Test
    void lossBeforeDisconnectWasWrittenDoesNotBeginAnew() {
        connection.begin().accept().manager.close(() -> connection.events.add("closed"));
        connection.engine().cut();
        connection.loop.advance(Duration.ofMinutes(5));
        assertThat(connection.manager.state()).isInstanceOf(Closed.class);
        assertThat(connection.events).containsExactly("connected", "closed");
        assertThat(connection.attempts()).isOne();
    }

    @Test
    void closedBeforeItBegan() {
        connection.manager.close(() -> connection.events.add("closed"));
        assertThat(connection.events).containsExactly("closed");
        assertThat(connection.engines.made).isEmpty();
    }

    @Test
    void closedWhilePreparing() {
        CompletableFuture<InetAddress> resolving = new CompletableFuture<>();
        connection.address = resolving;
        connection.begin().manager.close(() -> connection.events.add("closed"));
        resolving.complete(InetAddress.getLoopbackAddress());
        connection.loop.advance(Duration.ofMinutes(5));
        assertThat(connection.events).containsExactly("closed");
        assertThat(connection.engines.made).isEmpty();
    }

    @Test
    void closedWhileConnecting() {
        connection.begin().manager.close(() -> connection.events.add("closed"));
        assertThat(connection.engine().ends).containsExactly("retired");
        assertThat(connection.events).containsExactly("closed");
    }

    @Test
    void closedWhileConnected() {
        connection.begin().accept().manager.close(() -> connection.events.add("closed"));
        assertThat(connection.engine().ends).containsExactly("disconnected");
        assertThat(connection.events).containsExactly("connected", "closed");
    }

    @Test
    void sessionOfAGeneratedClientIdEndsWithTheConnection() {
        ManagedConnection generated = new ManagedConnection(
                new SampleSettings().session(new SessionSettings("generated", true, true, 60)).client()).begin().accept();
        generated.manager.close(() -> generated.events.add("closed"));
        assertThat(generated.engine().ends).containsExactly("disconnected, session for 0 s");
    }

    @Test
    void closedWhileWaiting() {
        connection.begin().accept().engine().cut();
        connection.manager.close(() -> connection.events.add("closed"));
        assertThat(connection.loop.timers()).isZero();
        assertThat(connection.engine().ends).containsExactly("retired");
        assertThat(connection.events).containsExactly("connected", "lost", "closed");
    }

    @Test
    void hostThatNobodyKnowsIsAFailedAttempt() {
        connection.address = CompletableFuture.failedFuture(new IOException("unknown"));
        connection.begin();
        assertThat(connection.manager.state()).isInstanceOfSatisfying(Waiting.class,
                waiting -> assertThat(waiting.outage().loss().text()).contains("first"));
        assertThat(connection.engines.made).isEmpty();
    }

    @Test
    void newSessionIsAskedForAsConfiguredAndThenOnlyIfTheServerKeepsNone() {
        ManagedConnection fresh = new ManagedConnection(
                new SampleSettings().session(new SessionSettings("fixed", false, true, 60)).client()).begin();
        fail(fresh);
        fresh.accept();
        fail(fresh);
        assertThat(fresh.engine().connects).extracting(request -> request.cleanStart()).containsExactly(true, true, false);
    }

    private static void fail(ManagedConnection connection) {
        connection.engine().cut();
        connection.loop.advanceToNextTimer();
    }

    private static Duration untilNextAttempt(ManagedConnection connection) {
        long before = connection.loop.nanoTime();
        connection.loop.advanceToNextTimer();
        return Duration.ofNanos(connection.loop.nanoTime() - before);
    }

    private static ConnectionLoss loss(Kind kind, int reasonCode, String reference) {
        return new ConnectionLoss(kind, reasonCode, "text", reference, Fault.NONE, new IOException("lost"));
    }
}
