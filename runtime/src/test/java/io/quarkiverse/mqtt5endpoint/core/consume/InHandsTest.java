package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;

class InHandsTest {

    private final InHands inHands = new InHands(1);
    private final List<String> told = new ArrayList<>();

    @Test
    void receiveMaximumHoldsForAllButQos0() {
        inHands.add(message(1));
        assertThat(inHands.hasRoomFor(message(2))).isFalse();
        assertThat(inHands.hasRoomFor(message(0))).isTrue();
        inHands.add(message(0));
        assertThat(inHands.size()).isEqualTo(2);
    }

    @Test
    void whoWaitsForRoomIsToldInTurnAndOnce() {
        Delivery held = taken();
        inHands.whenRoom(() -> take("a"));
        inHands.whenRoom(() -> take("b"));
        inHands.remove(held);
        assertThat(told).containsExactly("a");
        inHands.remove(message(1));
        assertThat(told).containsExactly("a", "b");
        inHands.remove(message(1));
        assertThat(told).containsExactly("a", "b");
    }

    @Test
    void oneThatDoesNotNeedTheRoomAnyMoreDoesNotKeepItFromTheNext() {
        Delivery held = taken();
        inHands.whenRoom(() -> told.add("has nothing to take"));
        inHands.whenRoom(() -> take("b"));
        inHands.remove(held);
        assertThat(told).containsExactly("has nothing to take", "b");
    }

    @Test
    void whoIsForgottenIsNotTold() {
        Delivery held = taken();
        Runnable gone = () -> told.add("gone");
        inHands.whenRoom(gone);
        inHands.forget(gone);
        inHands.remove(held);
        assertThat(told).isEmpty();
    }

    @Test
    void whoWaitsForNoneIsToldWithTheLast() {
        Delivery held = taken();
        Delivery atMostOnce = message(0);
        inHands.add(atMostOnce);
        inHands.whenNone(() -> told.add("none"));
        inHands.remove(held);
        assertThat(told).isEmpty();
        inHands.remove(atMostOnce);
        assertThat(told).containsExactly("none");
        inHands.whenNone(() -> told.add("still none"));
        assertThat(told).containsExactly("none", "still none");
    }

    private Delivery taken() {
        Delivery delivery = message(1);
        inHands.add(delivery);
        return delivery;
    }

    private void take(String name) {
        told.add(name);
        inHands.add(message(1));
    }

    private static Delivery message(int qos) {
        return new Delivery(Delivery.NOBODY, new FakePublish("t", qos), 0, 0);
    }
}
