package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;

class WaitingMessagesTest {

    private final WaitingMessages queue = new WaitingMessages();
    private long sequence;

    @Test
    void messagesOfAnyQosLeaveInTheOrderOfArrival() {
        add("a", 0);
        add("b", 1);
        add("c", 2);
        add("d", 0);
        add("e", 0);
        add("f", 1);
        assertThat(queue.qos0()).isEqualTo(3);
        assertThat(drain()).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(queue.peek()).isNull();
        assertThat(queue.qos0()).isZero();
    }

    @Test
    void oldestOfQos0IsDroppedAndNoOther() {
        add("a", 1);
        add("b", 0);
        add("c", 0);
        assertThat(queue.dropOldestQos0().topic()).isEqualTo("b");
        assertThat(drain()).containsExactly("a", "c");
    }

    @Test
    void whatWentBackToTheServerIsParkedUntilTheServerHasForgottenIt() {
        Delivery gone = add("a", 1);
        add("b", 0);
        add("c", 2);
        Delivery goneToo = add("d", 1);
        gone.giveBack();
        goneToo.giveBack();
        queue.park();
        assertThat(queue.qos0()).isEqualTo(1);
        assertThat(drain()).containsExactly("b", "c");
        queue.unpark();
        add("e", 0);
        assertThat(drain()).containsExactly("a", "d", "e");
    }

    @Test
    void whatComesBackStandsBeforeWhatCameAfterIt() {
        add("a", 1).giveBack();
        queue.park();
        add("b", 1);
        queue.unpark();
        assertThat(drain()).containsExactly("a", "b");
    }

    @Test
    void whatComesBackStandsAtItsOldPlaceAmongOthers() {
        add("a", 2);
        add("b", 1).giveBack();
        add("c", 2);
        queue.park();
        queue.unpark();
        assertThat(drain()).containsExactly("a", "b", "c");
    }

    @Test
    void whatTheServerSendsAgainIsForgotten() {
        add("a", 1).giveBack();
        add("b", 2);
        queue.park();
        queue.forgetParked();
        queue.unpark();
        assertThat(drain()).containsExactly("b");
    }

    @Test
    void clearedIsEmpty() {
        add("a", 0);
        add("b", 1);
        add("c", 1).giveBack();
        queue.park();
        queue.clear();
        queue.unpark();
        assertThat(queue.peek()).isNull();
    }

    private Delivery add(String topic, int qos) {
        Delivery delivery = new Delivery(Delivery.NOBODY, new FakePublish(topic, qos), sequence++, 0);
        queue.add(delivery);
        return delivery;
    }

    private List<String> drain() {
        List<String> topics = new ArrayList<>();
        for (Delivery head = queue.peek(); head != null; head = queue.peek()) {
            queue.remove(head);
            topics.add(head.topic());
        }
        return topics;
    }
}
