package io.quarkiverse.mqtt5endpoint.testkit.documented;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServerExtension;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

@ExtendWith(MqttServerExtension.class)
class CompanionExampleTest {

    @Test
    void messagesArriveWithTheirProperties(MqttCompanion companion) {
        // tag::companion[]
        ReceivedMessages orders = companion.subscribe("orders/+", 1);

        companion.publish("orders/new", "a chair", "a table").awaitCompletion();
        companion.publish(TestMessage.to("orders/new").payload("{}").contentType("application/json").qos(2));

        assertThat(orders.awaitRecords(3).payloads()).containsExactly("a chair", "a table", "{}");
        assertThat(orders.awaitRecord(order -> order.text().equals("{}")).contentType()).hasValue("application/json");
        // end::companion[]
    }
}
