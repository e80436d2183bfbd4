package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@TestMethodOrder(OrderAnnotation.class)
class BookingsTest extends Recipe {

    @Inject
    Bookings bookings;

    @Test
    void messageIsAcknowledgedAfterTheCommit() throws Exception {
        Wire wire = incoming("bookings");
        kitchen.takeTime("brunch");
        send("bookings", "brunch");
        awaitBegun("brunch");
        wire.staysUnacknowledged("brunch");
        assertThat(bookings.count("brunch")).isZero(); // not yet committed
        kitchen.serve("brunch");
        wire.awaitAcknowledged("brunch");
        assertThat(bookings.count("brunch")).isEqualTo(1);
    }

    @Test
    @Order(Integer.MAX_VALUE) // it ends the channel
    void failureRollsBackAndLeavesTheMessageWithTheServer() throws Exception {
        Wire wire = incoming("bookings");
        kitchen.spoil("banquet", 1);
        send("bookings", "banquet");
        wire.awaitDisconnect();
        assertThat(kitchen.begun("banquet")).hasSize(1);
        assertThat(bookings.count("banquet")).isZero();
        assertThat(wire.isAcknowledged("banquet")).isFalse();
    }
}
