package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ConsumersTest extends Recipe {

    @Test
    void payloadIsAcknowledgedAfterTheMethodReturned() {
        isAcknowledgedWhenDone("payloads", "soup");
        assertThat(kitchen.begun("soup")).singleElement()
                .satisfies(cooking -> assertThat(cooking.mayBlock()).isTrue());
    }

    @Test
    void payloadOfQos2IsAcknowledgedWithPubrec() {
        Wire wire = incoming("exactly-once");
        kitchen.takeTime("truffle");
        client.publish("exactly-once", "truffle", 2);
        awaitBegun("truffle");
        wire.staysUnacknowledged("truffle");
        kitchen.serve("truffle");
        assertThat(wire.awaitAcknowledged("truffle").type().name()).isEqualTo("PUBREC");
    }

    @Test
    void messageIsAcknowledgedByTheMethod() {
        isAcknowledgedWhenDone("messages", "bread");
    }

    @Test
    void payloadIsAcknowledgedWhenTheUniCompleted() {
        isAcknowledgedWhenDone("unis", "stew");
        assertThat(kitchen.begun("stew")).singleElement()
                .satisfies(cooking -> assertThat(cooking.mayBlock()).isFalse());
    }

    @Test
    void payloadIsAcknowledgedWhenTheStageCompleted() {
        isAcknowledgedWhenDone("stages", "roast");
    }

    @Test
    void failureEndsTheChannelAndAnotherConsumerGetsTheMessage() {
        Wire wire = incoming("risky");
        kitchen.spoil("fish", 1);
        kitchen.takeTime("fish");
        send("risky", "fish");
        awaitBegun("fish");
        try (MqttCompanion other = MqttCompanion.connect(server, "another-consumer")) {
            ReceivedMessages others = other.subscribe("$share/cookbook-risky/risky", 1);
            kitchen.serve("fish");
            wire.awaitDisconnect();
            assertThat(wire.isAcknowledged("fish")).isFalse();
            others.awaitRecord(message -> message.text().equals("fish"));
        }
    }

    @Test
    void failureThatIsIgnoredIsAcknowledged() {
        Wire wire = incoming("careless");
        kitchen.spoil("egg", 1);
        send("careless", "egg", "toast");
        wire.awaitAcknowledged("egg");
        wire.awaitAcknowledged("toast");
        assertThat(kitchen.done()).contains("toast").doesNotContain("egg");
    }
}
