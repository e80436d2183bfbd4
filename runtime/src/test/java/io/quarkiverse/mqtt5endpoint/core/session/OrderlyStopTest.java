package io.quarkiverse.mqtt5endpoint.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

class OrderlyStopTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Leases leases = new Leases();

    @Test
    void nothingToStopIsStopped() {
        new OrderlyStop(TIMEOUT).of(List.of()).subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();
    }

    @Test
    void messageOfOneSessionMayLeadToOneThatAnotherPublishes() {
        SessionLease consumer = acquire("in");
        SessionLease producer = acquire("out");
        AssertSubscriber<Delivery> application = consumer.subscribe(new SampleSettings().incoming("in", "t")).messages()
                .subscribe().withSubscriber(AssertSubscriber.create(1));
        leases.start(producer);
        leases.accept(false);
        FakeEngine out = leases.engines.get(1).last();
        out.accept(false);
        leases.receive("t", 1);
        UniAssertSubscriber<Void> stopped = stop(consumer, producer);
        List<String> outcomes = new ArrayList<>();
        Leases.publish(producer, "answer").outcome().thenAccept(outcome -> outcomes.add(outcome.toString()));
        application.getItems().get(0).settle();
        stopped.assertNotTerminated();
        out.published.values().iterator().next().completed(new PublishOutcome.Accepted(0));
        stopped.assertCompleted();
        assertThat(outcomes).containsExactly("Accepted[reasonCode=0]");
        assertThat(out.ends).containsExactly("disconnected");
        assertThat(leases.engine().ends).containsExactly("disconnected");
    }

    @Test
    void allStepsTogetherTakeNoLongerThanTheTimeoutAndAMoment() {
        SessionLease lease = acquire("in");
        lease.subscribe(new SampleSettings().incoming("in", "t")).messages().subscribe()
                .withSubscriber(AssertSubscriber.create(1));
        leases.loop.runAll();
        leases.accept(false);
        leases.receive("t", 1);
        Leases.publish(lease, "never acknowledged");
        UniAssertSubscriber<Void> stopped = stop(lease);
        leases.loop.advance(TIMEOUT.minusMillis(1));
        stopped.assertNotTerminated();
        leases.loop.advance(Duration.ofMillis(10));
        stopped.assertCompleted();
        assertThat(leases.engine().ends).containsExactly("disconnected");
        assertThat(leases.loop.timers()).isZero();
    }

    @Test
    void stopWithoutTimeStillSendsDisconnect() {
        SessionLease lease = acquire("in");
        leases.start(lease);
        leases.accept(false);
        Leases.publish(lease, "never acknowledged");
        UniAssertSubscriber<Void> stopped = new OrderlyStop(Duration.ZERO).of(lease.session()).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        leases.loop.advance(Duration.ofMillis(10));
        stopped.assertCompleted();
        assertThat(leases.engine().ends).containsExactly("disconnected");
    }

    private SessionLease acquire(String channel) {
        return leases.acquire(channel,
                new SampleSettings().session(new SessionSettings(channel, false, false, 60)).client(), ChannelObserver.NONE);
    }

    private UniAssertSubscriber<Void> stop(SessionLease... all) {
        UniAssertSubscriber<Void> stopped = new OrderlyStop(TIMEOUT)
                .of(List.of(all).stream().map(SessionLease::session).toList()).subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        leases.loop.runAll();
        return stopped;
    }
}
