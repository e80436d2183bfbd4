package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;

/** What is decided about a message, and when. */
class ReturnedDeliveryTest {

    private final Delivery delivery = new Delivery(Delivery.NOBODY, new FakePublish("t", 1), 0, 0);

    @Test
    void firstDecisionCounts() {
        assertThat(delivery.reject(0x80, "no")).isTrue();
        assertThat(delivery.settle()).isFalse();
        assertThat(delivery.decision()).isEqualTo(new Acknowledgement(0x80, "no"));
    }

    @Test
    void returnedMessageStaysReturnedWhateverIsDecidedLater() {
        delivery.handOver(1);
        delivery.giveBack();
        assertThat(delivery.settle()).isTrue();
        assertThat(delivery.isReturned()).isTrue();
        assertThat(delivery.decision()).isNull();
    }

    @Test
    void forgottenMessageIsNotReturned() {
        delivery.giveBack();
        delivery.forget();
        delivery.settle();
        assertThat(delivery.isReturned()).isFalse();
        assertThat(delivery.decision()).isNull();
    }
}
