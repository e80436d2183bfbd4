package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@TestMethodOrder(OrderAnnotation.class)
class AcknowledgementsTest extends Recipe {

    @Test
    void postProcessingAcknowledgesWhatIsDone() {
        isAcknowledgedWhenDone("acknowledged-after", "curry");
    }

    @Test
    void preProcessingAcknowledgesWhatIsInHand() {
        Wire wire = incoming("acknowledged-before");
        kitchen.takeTime("pancake");
        send("acknowledged-before", "pancake");
        wire.awaitAcknowledged("pancake");
        assertThat(kitchen.done()).doesNotContain("pancake");
        kitchen.serve("pancake");
        await().until(() -> kitchen.done().contains("pancake"));
    }

    @Test
    @Order(Integer.MAX_VALUE) // it ends the channel
    void preProcessingEndsTheChannelWhenTheMethodFails() {
        Wire wire = incoming("acknowledged-before");
        kitchen.spoil("kipper", 1);
        send("acknowledged-before", "kipper");
        wire.awaitAcknowledged("kipper");
        wire.awaitDisconnect();
    }

    @Test
    void manualAcknowledgesWhenTheMethodDoes() {
        isAcknowledgedWhenDone("acknowledged-by-hand", "waffle");
    }

    @Test
    void manualRejectsWhenTheMethodDoes() {
        Wire wire = incoming("acknowledged-by-hand");
        kitchen.spoil("oyster", 1);
        send("acknowledged-by-hand", "oyster");
        wire.awaitAcknowledged("oyster"); // by the strategy "ignore"
        assertThat(kitchen.done()).doesNotContain("oyster");
    }

    @Test
    void noneLeavesTheMessageWithTheServer() {
        Wire wire = incoming("acknowledged-never");
        send("acknowledged-never", "porridge");
        await().until(() -> kitchen.done().contains("porridge"));
        wire.staysUnacknowledged("porridge");
    }

    @Test
    void noneWithAutoAckAcknowledgesWhatIsInHand() {
        Wire wire = incoming("acknowledged-at-once");
        kitchen.takeTime("muesli");
        send("acknowledged-at-once", "muesli");
        wire.awaitAcknowledged("muesli");
        assertThat(kitchen.done()).doesNotContain("muesli");
        kitchen.serve("muesli");
        await().until(() -> kitchen.done().contains("muesli"));
    }
}
