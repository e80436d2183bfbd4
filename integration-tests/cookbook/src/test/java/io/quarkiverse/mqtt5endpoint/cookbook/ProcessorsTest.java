package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ProcessorsTest extends Recipe {

    @Test
    void orderIsAcknowledgedAfterTheServerAcknowledgedTheBill() {
        isAcknowledgedAfter("orders", "tea", "bills", "bill for tea");
        assertThat(kitchen.begun("tea")).singleElement()
                .satisfies(cooking -> assertThat(cooking.mayBlock()).isTrue());
    }

    @Test
    void dishIsAcknowledgedAfterTheServerAcknowledgedWhatTheUniBecame() {
        isAcknowledgedAfter("raw", "potato", "cooked", "cooked potato");
    }

    @Test
    void menuIsAcknowledgedAfterTheServerAcknowledgedItsLastCourse() {
        isAcknowledgedAfter("menus", "soup, pie, cake", "courses", "cake");
        assertThat(wires.of("courses").published()).containsExactly("soup", "pie", "cake");
    }

    @Test
    void orderThatMakesNothingIsAcknowledged() {
        Wire in = incoming("orders");
        send("orders", " ");
        in.awaitAcknowledged(" ");
    }

    @Test
    void deliveryThatIsRefusedFailsTheParcel() {
        Wire in = incoming("parcels");
        ReceivedMessages doors = client.subscribe("doors/#", 1);
        send("parcels", "7");
        in.awaitAcknowledged("7");
        assertThat(doors.awaitRecord(message -> message.text().equals("7")).topic()).isEqualTo("doors/7");
        send("parcels", "+"); // no topic name
        in.awaitDisconnect();
        assertThat(in.isAcknowledged("+")).isFalse();
    }

    @Test
    void answerGoesWhereTheQuestionWantsIt() {
        Wire in = incoming("questions");
        ReceivedMessages table = client.subscribe("my-table", 1);
        wires.of("answers").holdTheServer();
        client.publish(TestMessage.to("questions").payload("chef?").responseTopic("my-table")
                .correlationData("42".getBytes(StandardCharsets.UTF_8)));
        wires.of("answers").awaitPublished("yes, chef?");
        in.staysUnacknowledged("chef?");
        wires.of("answers").release();
        in.awaitAcknowledged("chef?");
        TestMessage answer = table.awaitRecord(message -> message.text().equals("yes, chef?"));
        assertThat(answer.topic()).isEqualTo("my-table");
        assertThat(answer.correlationData()).hasValueSatisfying(data -> assertThat(data).asString().isEqualTo("42"));
    }

    private void isAcknowledgedAfter(String incoming, String message, String outgoing, String result) {
        Wire in = incoming(incoming);
        Wire out = wires.of(outgoing);
        out.holdTheServer();
        send(incoming, message);
        out.awaitPublished(result);
        in.staysUnacknowledged(message);
        out.release();
        in.awaitAcknowledged(message);
    }
}
