package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ConvertersTest extends Recipe {

    @Test
    void converterOfTheApplicationMakesTheListThatTheMethodWants() {
        Wire wire = incoming("baskets");
        kitchen.takeTime("milk");
        client.publish(TestMessage.to("baskets").payload("flour,milk").contentType("text/csv"));
        awaitBegun("flour", "milk");
        wire.staysUnacknowledged("flour,milk");
        kitchen.serve("milk");
        wire.awaitAcknowledged("flour,milk");
    }

    @Test
    void converterLooksAtTheContentTypeOfEachMessage() {
        Wire wire = incoming("baskets");
        send("baskets", "salt\npepper");
        wire.awaitAcknowledged("salt\npepper");
        assertThat(kitchen.done()).contains("salt", "pepper");
    }
}
