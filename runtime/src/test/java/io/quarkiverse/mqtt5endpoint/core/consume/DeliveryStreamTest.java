package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class DeliveryStreamTest {

    private final ManualLoop loop = new ManualLoop();
    private final List<String> told = new ArrayList<>();
    private final DeliveryStream stream = new DeliveryStream(loop, new DeliveryStream.Owner() {

        @Override
        public void subscribed() {
            told.add("subscribed");
        }

        @Override
        public void demanded() {
            told.add("demanded");
        }

        @Override
        public void cancelled() {
            told.add("cancelled");
        }

        @Override
        public RuntimeException secondSubscriber() {
            return new IllegalStateException("taken");
        }
    });

    @Test
    void demandAddsUpAndIsTakenOneByOne() {
        AssertSubscriber<Delivery> application = subscribe(1);
        application.request(1);
        assertThat(told).containsExactly("demanded", "subscribed", "demanded");
        emit();
        assertThat(stream.hasDemand()).isTrue();
        emit();
        assertThat(stream.hasDemand()).isFalse();
        application.assertNotTerminated();
        assertThat(application.getItems()).hasSize(2);
    }

    @Test
    void unboundedDemandStaysUnbounded() {
        AssertSubscriber<Delivery> application = subscribe(Long.MAX_VALUE);
        application.request(1);
        emit();
        assertThat(stream.hasDemand()).isTrue();
    }

    @Test
    void whatComesFromAnotherThreadHappensOnTheLoop() {
        AssertSubscriber<Delivery> application = AssertSubscriber.create(1);
        loop.elsewhere(() -> stream.subscribe().withSubscriber(application));
        assertThat(told).isEmpty();
        loop.runAll();
        assertThat(told).containsExactly("demanded", "subscribed");
        loop.elsewhere(application::cancel);
        assertThat(stream.hasDemand()).isTrue();
        loop.runAll();
        assertThat(stream.hasDemand()).isFalse();
        assertThat(told).endsWith("cancelled");
    }

    @Test
    void secondSubscriberIsRefused() {
        AssertSubscriber<Delivery> first = subscribe(1);
        subscribe(1).assertFailedWith(IllegalStateException.class, "taken");
        first.assertNotTerminated();
    }

    @Test
    void streamThatCompletedCompletesForALaterSubscriber() {
        stream.complete();
        subscribe(1).assertCompleted();
        assertThat(told).doesNotContain("subscribed");
    }

    @Test
    void streamThatFailedFailsForALaterSubscriber() {
        stream.fail(new IllegalStateException("over"));
        subscribe(1).assertFailedWith(IllegalStateException.class, "over");
    }

    @Test
    void firstEndCounts() {
        AssertSubscriber<Delivery> application = subscribe(1);
        stream.complete();
        stream.fail(new IllegalStateException("later"));
        stream.complete();
        application.assertCompleted();
        assertThat(stream.hasDemand()).isFalse();
    }

    @Test
    void cancelledOneIsNotToldAnything() {
        AssertSubscriber<Delivery> application = subscribe(1);
        application.cancel();
        application.cancel();
        stream.fail(new IllegalStateException("later"));
        application.assertNotTerminated();
        assertThat(told).containsOnlyOnce("cancelled");
    }

    @Test
    void impossibleDemandEndsTheStreamAsIfItWasCancelled() {
        AssertSubscriber<Delivery> application = subscribe(0);
        stream.request(0);
        application.assertFailedWith(IllegalArgumentException.class);
        assertThat(told).endsWith("cancelled");
    }

    private AssertSubscriber<Delivery> subscribe(long demand) {
        return stream.subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private void emit() {
        stream.takeDemand();
        stream.emit(new Delivery(Delivery.NOBODY, new FakePublish("t", 1), 0, 0));
    }
}
