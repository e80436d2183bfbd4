package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.observe.RecordingObserver;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class SessionLeaseTest {

    private static final SampleSettings SETTINGS = new SampleSettings().shared("common");
    private static final ClientSettings SHARED = SETTINGS.client();

    private final Leases leases = new Leases();
    private final RecordingObserver observer = new RecordingObserver();
    private final SessionLease lease = leases.acquire("words", SHARED, observer);

    @Test
    void sessionConnectsWhenItsStreamIsSubscribed() {
        Subscription subscription = lease.subscribe(SETTINGS.incoming("words", "words/+"));
        assertThat(lease.state()).isInstanceOf(SessionState.Running.class);
        assertThat(leases.loop.timers()).isZero();
        open(subscription);
        leases.accept(false);
        leases.engine().grant(1);
        assertThat(observer.events).containsExactly("connected", "ready");
        assertThat(leases.connections).hasSize(1);
    }

    @Test
    void secondSubscriptionIsSentAloneAndReadyIsWhoHasBoth() {
        Subscription first = lease.subscribe(SETTINGS.incoming("words", "words/+"));
        Subscription second = lease.subscribe(SETTINGS.incoming("words", "more/+"));
        open(first);
        leases.accept(false);
        leases.engine().grant(1);
        observer.forget();
        open(second);
        assertThat(leases.engine().subscribes).extracting(sent -> sent.filters().get(0)).containsExactly("words/+", "more/+");
        assertThat(observer.events).isEmpty();
        leases.engine().grant(1);
        assertThat(observer.events).containsExactly("ready");
        assertThat(leases.connections).as("reported once").hasSize(1);
    }

    @Test
    void leaseThatComesLaterLearnsOfTheConnection() {
        leases.start(lease);
        leases.accept(false);
        RecordingObserver late = new RecordingObserver();
        leases.start(leases.acquire("late", SHARED, late));
        assertThat(late.events).containsExactly("ready");
        assertThat(leases.connections).hasSize(2);
    }

    @Test
    void failureEndsAllLeasesAndNamesTheCulprit() {
        SessionLease other = leases.acquire("other", SHARED, ChannelObserver.NONE);
        AssertSubscriber<Delivery> words = open(lease.subscribe(SETTINGS.incoming("words", "words/+")));
        AssertSubscriber<Delivery> others = open(other.subscribe(SETTINGS.incoming("other", "other/+")));
        PendingPublish waiting = Leases.publish(other, "t");
        other.fail(new IllegalStateException("broken"));
        words.assertFailedWith(RuntimeException.class, "other");
        others.assertFailedWith(IllegalStateException.class, "broken");
        assertThat(observer.events).containsExactly("failed");
        assertThat(waiting.outcome().toCompletableFuture().join()).isInstanceOf(PublishOutcome.Failed.class);
        assertThat(Leases.publish(lease, "t").outcome().toCompletableFuture()).isDone();
        assertThat(leases.loop.timers()).isZero();
    }

    @Test
    void leaseThatComesAfterAFailureFailsToo() {
        leases.start(lease);
        lease.fail(new IllegalStateException("broken"));
        SessionLease late = leases.acquire("late", SHARED, ChannelObserver.NONE);
        open(late.subscribe(SETTINGS.incoming("late", "late/+"))).assertFailedWith(RuntimeException.class, "words");
    }

    @Test
    void oneOfSeveralLeavesAndTheOthersGoOn() {
        SessionLease other = leases.acquire("zeta", SHARED, ChannelObserver.NONE);
        AssertSubscriber<Delivery> words = open(lease.subscribe(SETTINGS.incoming("words", "words/+")));
        AssertSubscriber<Delivery> others = open(other.subscribe(SETTINGS.incoming("zeta", "zeta/+")));
        leases.accept(false);
        FakePublish waiting = leases.receive("words/1", 1);
        release(lease).assertCompleted();
        words.assertCompleted();
        assertThat(leases.engine().unsubscribes).containsExactly(List.of("words/+"));
        assertThat(waiting.releases).isOne();
        leases.receive("zeta/1", 1);
        others.request(1);
        assertThat(others.getItems()).hasSize(1);
        assertThat(leases.engine().ends).isEmpty();
    }

    @Test
    void lastLeaseEndsTheSessionOnceItsMessagesAreSettled() {
        AssertSubscriber<Delivery> words = open(lease.subscribe(SETTINGS.incoming("words", "words/+")));
        words.request(1);
        leases.accept(false);
        leases.receive("words/1", 1);
        UniAssertSubscriber<Void> released = release(lease);
        released.assertNotTerminated();
        words.getItems().get(0).settle();
        released.assertCompleted();
        words.assertCompleted();
        assertThat(leases.engine().ends).containsExactly("disconnected");
        assertThat(leases.registry.size()).isZero();
        assertThat(leases.loop.timers()).isZero();
    }

    @Test
    void leaseIsReleasedOnceHoweverOftenAsked() {
        SessionLease other = leases.acquire("other", SHARED, ChannelObserver.NONE);
        release(lease);
        release(lease).assertCompleted();
        assertThat(leases.registry.size()).isOne();
        release(other).assertCompleted();
        assertThat(leases.registry.size()).isZero();
    }

    @Test
    void streamOfAReleasedLeaseCompletesForALaterSubscriber() {
        Subscription subscription = lease.subscribe(SETTINGS.incoming("words", "words/+"));
        release(lease);
        open(subscription).assertCompleted();
        assertThat(subscription.state()).isInstanceOf(SubscriptionState.Closed.class);
    }

    @Test
    void cancelledStreamEndsASharedSessionAsNobodySettlesItsMessages() {
        leases.acquire("other", SHARED, ChannelObserver.NONE);
        open(lease.subscribe(SETTINGS.incoming("words", "words/+"))).cancel();
        assertThat(lease.state()).isInstanceOfSatisfying(SessionState.Failed.class,
                failed -> assertThat(failed.culprit()).isEqualTo("words"));
    }

    @Test
    void cancelledStreamOfALoneSessionReleasesIt() {
        open(lease.subscribe(SETTINGS.incoming("words", "words/+"))).cancel();
        assertThat(lease.state()).isInstanceOf(SessionState.Stopped.class);
        assertThat(leases.registry.size()).isZero();
    }

    @Test
    void shutdownTimeoutBoundsTheRelease() {
        AssertSubscriber<Delivery> words = open(lease.subscribe(SETTINGS.incoming("words", "words/+")));
        words.request(1);
        leases.accept(false);
        FakePublish kept = leases.receive("words/1", 1);
        UniAssertSubscriber<Void> released = release(lease);
        leases.loop.advance(Duration.ofSeconds(9));
        released.assertNotTerminated();
        leases.loop.advance(Duration.ofSeconds(2));
        released.assertCompleted();
        words.getItems().get(0).settle();
        assertThat(kept.releases).as("left to the server").isZero();
    }

    private AssertSubscriber<Delivery> open(Subscription subscription) {
        AssertSubscriber<Delivery> application = subscription.messages().subscribe()
                .withSubscriber(AssertSubscriber.create(0));
        leases.loop.runAll();
        return application;
    }

    private UniAssertSubscriber<Void> release(SessionLease released) {
        UniAssertSubscriber<Void> done = released.release().subscribe().withSubscriber(UniAssertSubscriber.create());
        leases.loop.runAll();
        return done;
    }
}
