package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;

class ProcessingTest {

    private final InHands inHands = new InHands(10);
    private final Processing processing = new Processing(inHands, 1);
    private final List<String> order = new ArrayList<>();

    @Test
    void oldestMessageComesFirst() {
        Delivery first = added(1);
        Delivery second = added(2);
        assertThat(processing.oldestFirst()).containsExactly(first, second);
        processing.remove(first, () -> order.add("removed"));
        assertThat(processing.oldestFirst()).containsExactly(second);
        assertThat(inHands.size()).isEqualTo(1);
    }

    @Test
    void messagesOfQos0ThatAreNeverSettledDoNotPileUp() {
        Delivery first = added(0);
        Delivery beyond = added(0);
        assertThat(processing.oldestFirst()).containsExactly(first);
        processing.remove(beyond, () -> order.add("removed"));
        assertThat(inHands.size()).as("the one that is remembered").isEqualTo(1);
        processing.remove(first, () -> order.add("removed"));
        assertThat(added(0)).isIn(processing.oldestFirst());
    }

    @Test
    void placeIsFreeAfterWhatHasToHappenBefore() {
        Delivery delivery = added(1);
        inHands.whenNone(() -> order.add("free"));
        processing.remove(delivery, () -> order.add("before"));
        assertThat(order).containsExactly("before", "free");
    }

    private Delivery added(int qos) {
        Delivery delivery = new Delivery(Delivery.NOBODY, new FakePublish("t", qos), 0, 0);
        processing.add(delivery);
        return delivery;
    }
}
