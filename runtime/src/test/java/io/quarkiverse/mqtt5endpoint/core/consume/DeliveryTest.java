package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;

class DeliveryTest {

    private static final int RACES = 2_000;

    private final FakeOwner owner = new FakeOwner();
    private final FakePublish publish = new FakePublish("t", 1);
    private final Delivery delivery = new Delivery(owner, publish, 0, 1);

    @Test
    void firstDecisionCounts() {
        assertThat(delivery.settle()).isTrue();
        assertThat(delivery.settle()).isFalse();
        assertThat(delivery.reject(0x83, null)).isFalse();
        assertThat(delivery.decision()).isEqualTo(Acknowledgement.SUCCESS);
        assertThat(owner.settled).hasValue(1);
        assertThat(owner.settledAgain).hasValue(2);
    }

    @Test
    void rejectionHasItsCodeAndReason() {
        delivery.reject(0x99, "not wanted");
        assertThat(delivery.decision()).isEqualTo(new Acknowledgement(0x99, "not wanted"));
    }

    @Test
    void decisionAfterTheMessageWentBackHasNoEffect() {
        delivery.handOver(5);
        delivery.giveBack();
        assertThat(delivery.isReturned()).isTrue();
        assertThat(delivery.settle()).isTrue();
        assertThat(delivery.decision()).isNull();
        assertThat(delivery.isDecided()).isTrue();
        assertThat(owner.returned).isOne();
    }

    @Test
    void decisionThatWasNotSentHasNoEffectOnceTheMessageWentBack() {
        delivery.settle();
        delivery.giveBack();
        assertThat(delivery.decision()).isNull();
        assertThat(delivery.settle()).as("decided a second time").isFalse();
    }

    @Test
    void decisionAboutAForgottenMessageHasNoEffect() {
        delivery.giveBack();
        delivery.forget();
        assertThat(delivery.isReturned()).isFalse();
        assertThat(delivery.settle()).isTrue();
        assertThat(delivery.decision()).isNull();
    }

    @Test
    void forgettingDoesNotUndoADecision() {
        delivery.reject(0x83, null);
        delivery.forget();
        assertThat(delivery.decision()).isEqualTo(new Acknowledgement(0x83, null));
    }

    @Test
    void onlyAnUndecidedMessageThatWasNotHandedOverWaits() {
        assertThat(delivery.isWaiting()).isTrue();
        delivery.handOver(5);
        assertThat(delivery.isWaiting()).isFalse();
        assertThat(delivery.handedOverNanos()).isEqualTo(5);
        assertThat(new Delivery(owner, publish, 0, 1)).matches(Delivery::settle).matches(settled -> !settled.isWaiting());
    }

    @Test
    void onlyWhatTheServerWaitsForIsReleased() {
        FakePublish atMostOnce = new FakePublish("t", 0);
        new Delivery(owner, atMostOnce, 0, 1).release();
        delivery.release();
        assertThat(atMostOnce.releases).isZero();
        assertThat(publish.releases).isOne();
    }

    @Test
    void decisionAndLossOfTheConnectionAtTheSameMoment() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        AtomicReference<Delivery> next = new AtomicReference<>();
        Thread application = new Thread(() -> {
            for (int i = 0; i < RACES; i++) {
                await(both);
                next.get().settle();
                await(both);
            }
        });
        application.start();
        for (int i = 0; i < RACES; i++) {
            Delivery raced = new Delivery(owner, publish, i, 1);
            next.set(raced);
            await(both);
            raced.giveBack();
            await(both);
            assertThat(raced.isDecided()).isTrue();
            assertThat(raced.decision()).as("what goes to the server").isNull();
        }
        application.join();
        assertThat(owner.settled).hasValue(RACES);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
