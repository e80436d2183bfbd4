package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeLink;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.RecordingObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class DeliveriesTest {

    private final ManualLoop loop = new ManualLoop();
    private final FakeLink link = new FakeLink();
    private final AckOrder order = new AckOrder();
    private final RecordingObserver observer = new RecordingObserver();
    private final List<Throwable> overflows = new ArrayList<>();

    private final SampleSettings settings = new SampleSettings().receiveMaximum(2).buffer(2, OverflowStrategy.DROP_OLDEST);
    private final InHands inHands = new InHands(2);
    private Deliveries deliveries;
    private AssertSubscriber<Delivery> application;
    private long sequence;

    @Test
    void onlyWhatIsAskedForIsHandedOverInTheOrderOfArrival() {
        subscribe(0);
        receive("a", 1);
        receive("b", 0);
        receive("c", 2);
        assertThat(topics()).isEmpty();
        application.request(2);
        assertThat(topics()).containsExactly("a", "b");
        application.request(5);
        assertThat(topics()).containsExactly("a", "b", "c");
        assertThat(observer.count("received")).isEqualTo(3);
        assertThat(observer.count("handed over")).isEqualTo(3);
    }

    @Test
    void receiveMaximumHoldsWhateverIsAskedFor() {
        subscribe(Long.MAX_VALUE);
        Delivery first = receive("a", 1);
        receive("b", 1);
        receive("c", 1);
        receive("d", 0);
        assertThat(topics()).containsExactly("a", "b");
        first.settle();
        assertThat(topics()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void channelsOfOneConnectionShareTheReceiveMaximum() {
        subscribe(Long.MAX_VALUE);
        Deliveries other = deliveries;
        AssertSubscriber<Delivery> otherApplication = application;
        subscribe(Long.MAX_VALUE);
        Delivery mine = receive("a", 1);
        receive("b", 1);
        receive("c", 1);
        other.received(delivery(other, "d", 1));
        assertThat(otherApplication.getItems()).isEmpty();
        mine.settle();
        assertThat(topics()).containsExactly("a", "b", "c");
        application.getItems().get(1).settle();
        assertThat(otherApplication.getItems()).hasSize(1);
    }

    @Test
    void settlingAndAskingWhileOneIsHandedOverDoesNotNest() {
        settings.buffer(20_000, OverflowStrategy.DROP_OLDEST);
        List<Delivery> taken = new ArrayList<>();
        link.handsOver = false;
        subscribeTo(new DeliveryTaker(taken));
        for (int i = 0; i < 20_000; i++) {
            receive("t", 0);
        }
        link.handsOver = true;
        deliveries.drain();
        assertThat(taken).hasSize(20_000);
    }

    @Test
    void automaticAcknowledgementComesBeforeTheApplication() {
        settings.autoAck();
        subscribe(3);
        Delivery delivery = receive("a", 1);
        assertThat(publish(delivery).releases).isOne();
        assertThat(inHands.size()).isZero();
        assertThat(observer.events).containsExactly("received", "handed over", "ACKNOWLEDGED");
    }

    @Test
    void settlementIsCountedByWhatItLeadsTo() {
        subscribe(5);
        receive("a", 1).settle();
        Delivery rejected = receive("b", 1);
        rejected.reject(0x99, null);
        rejected.settle();
        observer.forget();
        Delivery returned = receive("c", 1);
        order.connectionLost();
        returned.settle();
        assertThat(observer.events).containsExactly("received", "handed over", "LATE");
        assertThat(inHands.size()).isZero();
    }

    @Test
    void settlementElsewhereTakesEffectOnTheLoop() {
        subscribe(5);
        Delivery delivery = receive("a", 1);
        loop.elsewhere(delivery::settle);
        assertThat(publish(delivery).releases).isZero();
        loop.runAll();
        assertThat(publish(delivery).releases).isOne();
    }

    @Test
    void nothingIsReleasedAfterTheEnd() {
        subscribe(5);
        Delivery delivery = receive("a", 1);
        link.over = true;
        observer.forget();
        delivery.settle();
        assertThat(publish(delivery).releases).isZero();
        assertThat(observer.events).containsExactly("LATE");
        assertThat(inHands.size()).isZero();
    }

    @Test
    void oldestOfQos0MakesRoom() {
        subscribe(0);
        List.of("a", "b", "c").forEach(topic -> receive(topic, 0));
        receive("d", 1);
        application.request(9);
        assertThat(topics()).containsExactly("b", "c", "d");
        assertThat(observer.count("OVERFLOW")).isOne();
    }

    @Test
    void latestOfQos0IsDropped() {
        settings.buffer(2, OverflowStrategy.DROP_LATEST);
        subscribe(0);
        List.of("a", "b", "c").forEach(topic -> receive(topic, 0));
        application.request(9);
        assertThat(topics()).containsExactly("a", "b");
        assertThat(observer.count("OVERFLOW")).isOne();
    }

    @Test
    void overflowOfQos0IsAFailure() {
        settings.buffer(2, OverflowStrategy.FAIL);
        subscribe(0);
        List.of("a", "b", "c").forEach(topic -> receive(topic, 0));
        assertThat(overflows).singleElement().satisfies(cause -> assertThat(cause).hasMessageContaining("words"));
        assertThat(observer.count("OVERFLOW")).isZero();
    }

    @Test
    void messagesOfQos0ThatNobodySettlesDoNotPileUp() {
        subscribe(Long.MAX_VALUE);
        for (int i = 0; i < 100; i++) {
            receive("t", 0);
        }
        assertThat(inHands.size()).isEqualTo(2);
        application.getItems().forEach(Delivery::settle);
        assertThat(inHands.size()).isZero();
    }

    @Test
    void whatWentBackLeavesTheLineAndWhatStandsBehindItIsNext() {
        subscribe(2);
        receive("a", 1);
        receive("b", 1);
        receive("c", 1);
        receive("d", 0);
        application.request(1);
        assertThat(topics()).containsExactly("a", "b");
        order.connectionLost();
        deliveries.connectionLost();
        assertThat(topics()).containsExactly("a", "b", "d");
        deliveries.sessionResumed();
        assertThat(observer.count("redelivered 3")).isOne();
        receive("a", 1);
        assertThat(topics()).as("still in its hands").containsExactly("a", "b", "d");
    }

    @Test
    void whatTheServerForgotIsDeliveredFromHere() {
        subscribe(0);
        receive("a", 1);
        receive("b", 0);
        receive("c", 2);
        order.connectionLost();
        deliveries.connectionLost();
        order.sessionLost();
        deliveries.sessionLost();
        receive("d", 1);
        application.request(3);
        assertThat(topics()).containsExactly("a", "b", "c");
        observer.forget();
        application.getItems().forEach(Delivery::settle);
        assertThat(observer.events).containsExactly("LATE", "LATE");
    }

    @Test
    void unsettledMessageIsReportedOnceAndTheOldestIsNamed() {
        settings.ackTimeout(5);
        subscribe(2);
        Delivery oldest = receive("a", 1);
        loop.advance(Duration.ofSeconds(2));
        receive("b", 1);
        loop.advance(Duration.ofSeconds(3));
        assertThat(deliveries.sweep(loop.nanoTime())).isEqualTo(new Unsettled(1, "a", 5, null));
        loop.advance(Duration.ofSeconds(2));
        assertThat(deliveries.sweep(loop.nanoTime())).isEqualTo(new Unsettled(2, "a", 7, null));
        assertThat(observer.count("overdue")).isEqualTo(2);
        oldest.settle();
        assertThat(deliveries.sweep(loop.nanoTime())).isEqualTo(new Unsettled(1, "b", 5, null));
    }

    @Test
    void withoutATimeoutNothingIsUnsettled() {
        settings.ackTimeout(0);
        subscribe(2);
        receive("a", 1);
        loop.advance(Duration.ofHours(5));
        assertThat(deliveries.sweep(loop.nanoTime())).isEqualTo(Unsettled.NONE);
    }

    @Test
    void whatNobodyWantsAnyMoreIsAcknowledgedAndCountedAsDropped() {
        subscribe(0);
        Delivery first = receive("a", 1);
        receive("b", 0);
        deliveries.dropWaiting();
        assertThat(publish(first).releases).isOne();
        assertThat(observer.count("CLOSED")).isEqualTo(2);
        application.request(5);
        assertThat(topics()).isEmpty();
    }

    @Test
    void nothingIsHandedOverOnceItIsCleared() {
        subscribe(0);
        Delivery waiting = receive("a", 1);
        deliveries.clear();
        application.request(5);
        assertThat(topics()).isEmpty();
        assertThat(publish(waiting).releases).isZero();
    }

    @Test
    void sessionThatIsStoppingHandsNothingOver() {
        subscribe(0);
        receive("a", 1);
        link.handsOver = false;
        application.request(5);
        assertThat(topics()).isEmpty();
    }

    private void subscribe(long demand) {
        application = AssertSubscriber.create(demand);
        subscribeTo(application);
    }

    private void subscribeTo(Flow.Subscriber<Delivery> subscriber) {
        DeliveryStream stream = new DeliveryStream(loop, new DeliveryStream.Owner() {

            @Override
            public void subscribed() {
                // Nobody sends SUBSCRIBE here.
            }

            @Override
            public void demanded() {
                deliveries.drain();
            }

            @Override
            public void cancelled() {
                // Nobody ends a session here.
            }

            @Override
            public RuntimeException secondSubscriber() {
                return new IllegalStateException("taken");
            }
        });
        deliveries = new Deliveries(settings.incoming("words", "t"), loop, link, order, inHands, stream, observer,
                overflows::add);
        stream.subscribe().withSubscriber(subscriber);
    }

    private Delivery receive(String topic, int qos) {
        Delivery delivery = delivery(deliveries, topic, qos);
        deliveries.received(delivery);
        return delivery;
    }

    private Delivery delivery(Deliveries owner, String topic, int qos) {
        Delivery delivery = new Delivery(owner, new FakePublish(topic, qos), sequence++, loop.nanoTime());
        if (qos > 0) {
            order.add(delivery);
        }
        return delivery;
    }

    private static FakePublish publish(Delivery delivery) {
        return (FakePublish) delivery.publish();
    }

    private List<String> topics() {
        return application.getItems().stream().map(Delivery::topic).toList();
    }
}
