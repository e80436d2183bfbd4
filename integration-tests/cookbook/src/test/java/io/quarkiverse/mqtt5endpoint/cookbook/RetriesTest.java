package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@TestMethodOrder(OrderAnnotation.class)
class RetriesTest extends Recipe {

    @Test
    void messageIsAcknowledgedWhenARetrySucceeded() {
        succeedsAtTheThirdAttempt("retried", "souffle");
    }

    @Test
    void messageIsAcknowledgedWhenARetryOfTheUniSucceeded() {
        succeedsAtTheThirdAttempt("retried-unis", "macaron");
    }

    @Test
    @Order(Integer.MAX_VALUE) // it ends the channel
    void messageFailsWhenTheLastRetryFailed() {
        Wire wire = incoming("retried");
        kitchen.spoil("fugu", 3);
        send("retried", "fugu");
        wire.awaitDisconnect();
        assertThat(kitchen.begun("fugu")).hasSize(3);
        assertThat(wire.isAcknowledged("fugu")).isFalse();
    }

    private void succeedsAtTheThirdAttempt(String channel, String dish) {
        Wire wire = incoming(channel);
        kitchen.spoil(dish, 2);
        send(channel, dish);
        wire.awaitAcknowledged(dish);
        assertThat(kitchen.begun(dish)).hasSize(3);
        assertThat(kitchen.done()).contains(dish);
        assertThat(wire.deliveries(dish)).isEqualTo(1);
    }
}
