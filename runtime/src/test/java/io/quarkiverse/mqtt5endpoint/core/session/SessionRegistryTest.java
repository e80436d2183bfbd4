package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class SessionRegistryTest {

    private static final int MANY = 1_000;
    private static final Pattern OF_A_SESSION = Pattern
            .compile("io\\.quarkiverse\\.mqtt5endpoint\\.core\\.(session|connect|consume|publish)\\..*");

    private final Leases leases = new Leases();

    @Test
    void channelsShareASessionByName() {
        SessionLease one = acquire("one", new SampleSettings().shared("common").client());
        SessionLease other = acquire("other", new SampleSettings().shared("common").client());
        assertThat(one.session()).isSameAs(other.session());
        assertThat(leases.registry.size()).isOne();
    }

    @Test
    void channelsWithoutANameHaveTheirOwn() {
        acquire("one", settings("first"));
        acquire("other", settings("second"));
        assertThat(leases.registry.size()).isEqualTo(2);
    }

    @Test
    void sharedSettingsMustNotDiffer() {
        acquire("one", new SampleSettings().shared("common").client());
        assertThatThrownBy(() -> acquire("other", new SampleSettings().shared("common").receiveMaximum(7).client()))
                .hasMessageContaining("one").hasMessageContaining("other").hasMessageContaining("receive-maximum");
    }

    @Test
    void filtersOfOneConnectionMustNotOverlap() {
        leases.acquire("one", new SampleSettings().shared("common").client(), ChannelObserver.NONE, "a/+");
        assertThatThrownBy(
                () -> leases.acquire("other", new SampleSettings().shared("common").client(), ChannelObserver.NONE, "a/#"))
                .hasMessageContaining("a/+").hasMessageContaining("a/#");
        assertThat(leases.registry.size()).isOne();
    }

    @Test
    void twoSessionsOfOneClientIdWouldEndEachOther() {
        acquire("one", settings("same"));
        assertThatThrownBy(() -> acquire("other", settings("same"))).hasMessageContaining("one").hasMessageContaining("other");
    }

    @Test
    void releasedClientIdIsFreeAgain() {
        SessionLease first = acquire("one", settings("same"));
        release(first).assertCompleted();
        assertThat(acquire("other", settings("same")).session()).isNotSameAs(first.session());
    }

    @Test
    void sessionThatIsEndingIsGivenToNobody() {
        ClientSettings generated = new SampleSettings().shared("common")
                .session(new SessionSettings("generated-1", true, true, 60)).client();
        SessionLease ending = acquire("one", generated);
        Subscription subscription = ending.subscribe(new SampleSettings().incoming("one", "t"));
        AssertSubscriber<Delivery> application = subscription.messages().subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        leases.loop.runAll();
        leases.accept(false);
        leases.receive("t", 1);
        release(ending).assertNotTerminated();
        SessionLease next = acquire("other", new SampleSettings().shared("common")
                .session(new SessionSettings("generated-2", true, true, 60)).client());
        assertThat(next.session()).isNotSameAs(ending.session());
        assertThat(leases.registry.size()).isEqualTo(2);
        application.getItems().get(0).settle();
        assertThat(leases.registry.size()).isOne();
    }

    @Test
    void leasesThatComeAndGoLeaveNothingBehind() {
        for (int i = 0; i < MANY; i++) {
            SessionLease lease = acquire("words-" + i, settings("client-" + i));
            use(lease, "words-" + i);
            leases.engines.get(i).last().accept(false);
            leases.engines.get(i).last().grant(1);
            release(lease).assertCompleted();
            assertThat(leases.engines.get(i).last().ends).containsExactly("disconnected");
        }
        assertThat(leases.registry.size()).isZero();
        assertThat(leases.loop.timers()).isZero();
        assertThat(leases.loop.isIdle()).isTrue();
    }

    @Test
    void leasesOnASharedSessionLeaveNothingBehindInIt() throws Exception {
        ClientSettings shared = new SampleSettings().shared("common").client();
        SessionLease staying = acquire("staying", shared);
        leases.start(staying);
        leases.accept(false);
        int before = size(staying.session());
        for (int i = 0; i < MANY; i++) {
            SessionLease lease = acquire("words-" + i, shared);
            use(lease, "words-" + i);
            leases.engine().grant(1);
            leases.receive("words-" + i, 1);
            release(lease).assertCompleted();
            leases.engine().messages.nextAcknowledgement();
        }
        assertThat(leases.engine().unsubscribes).hasSize(MANY);
        assertThat(size(staying.session())).as("entries in the collections of the session").isEqualTo(before);
        assertThat(leases.loop.timers()).as("the sweep").isOne();
        release(staying).assertCompleted();
        assertThat(leases.registry.size()).isZero();
        assertThat(leases.loop.timers()).isZero();
    }

    @Test
    void stoppingEndsAllSessionsWithinTheLongestTimeout() {
        SessionLease patient = acquire("patient", new SampleSettings().shared("patient").shutdownTimeout(20)
                .session(new SessionSettings("patient", false, false, 60)).client());
        SessionLease quick = acquire("quick", settings("quick"));
        leases.start(patient);
        leases.start(quick);
        Leases.publish(patient, "never sent");
        assertThat(leases.registry.longestTimeout()).isEqualTo(Duration.ofSeconds(20));
        UniAssertSubscriber<Void> stopped = leases.registry.stop().subscribe().withSubscriber(UniAssertSubscriber.create());
        leases.loop.advance(Duration.ofSeconds(19));
        stopped.assertNotTerminated();
        leases.loop.advance(Duration.ofSeconds(3));
        stopped.assertCompleted();
        assertThat(patient.state()).isInstanceOf(SessionState.Stopped.class);
        assertThat(quick.state()).isInstanceOf(SessionState.Stopped.class);
        assertThat(leases.loop.timers()).isZero();
    }

    @Test
    void stoppingEndsSessionsThatNeverConnected() {
        SessionLease idle = acquire("idle", settings("idle"));
        PendingPublish unsent = Leases.publish(idle, "never sent");
        UniAssertSubscriber<Void> stopped = leases.registry.stop().subscribe().withSubscriber(UniAssertSubscriber.create());
        leases.loop.runAll();
        stopped.assertCompleted();
        assertThat(idle.state()).isInstanceOf(SessionState.Stopped.class);
        assertThat(unsent.outcome().toCompletableFuture()).isDone();
        assertThat(leases.loop.timers()).isZero();
    }

    private SessionLease acquire(String channel, ClientSettings settings) {
        return leases.acquire(channel, settings, ChannelObserver.NONE);
    }

    private void use(SessionLease lease, String topic) {
        lease.subscribe(new SampleSettings().shared("common").incoming(lease.channel(), topic)).messages().subscribe()
                .withSubscriber(AssertSubscriber.create(0));
        leases.loop.runAll();
    }

    private UniAssertSubscriber<Void> release(SessionLease lease) {
        UniAssertSubscriber<Void> done = lease.release().subscribe().withSubscriber(UniAssertSubscriber.create());
        leases.loop.runAll();
        return done;
    }

    private static ClientSettings settings(String clientId) {
        return new SampleSettings().session(new SessionSettings(clientId, false, false, 60)).client();
    }

    /** How many entries the collections have that belong to a session, wherever in it they are. */
    private static int size(MqttSession session) throws IllegalAccessException {
        return size(session, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static int size(Object object, Set<Object> seen) throws IllegalAccessException {
        if (object instanceof Map<?, ?> map) {
            return map.size();
        }
        if (object instanceof Collection<?> collection) {
            return collection.size();
        }
        int size = 0;
        if (object != null && OF_A_SESSION.matcher(object.getClass().getName()).matches() && seen.add(object)) {
            for (Field field : object.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                size += size(field.get(object), seen);
            }
        }
        return size;
    }
}
