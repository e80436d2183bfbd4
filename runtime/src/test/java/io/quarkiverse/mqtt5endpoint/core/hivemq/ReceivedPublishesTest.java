package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;

class ReceivedPublishesTest {

    private final List<String> events = new ArrayList<>();
    private final ReceivedPublishes received = new ReceivedPublishes(new Session());

    @Test
    void repairIsReportedBeforeItsMessageAndOnce() {
        received.repaired(List.of("response topic"));
        received.received(publish("a"));
        received.received(publish("b"));
        assertThat(events).containsExactly("repaired a [response topic]", "received a", "received b");
    }

    @Test
    void faultIsThatOfOneConnection() {
        received.identifierReused();
        assertThat(received.takeFault()).isEqualTo(Fault.IDENTIFIER_REUSED);
        assertThat(received.takeFault()).isEqualTo(Fault.NONE);
    }

    @Test
    void retiredEngineHandsNothingOverAndAcknowledgesFreely() {
        received.retire();
        received.received(publish("a"));
        received.receiveMaximumExceeded();
        received.resent();
        assertThat(events).isEmpty();
        assertThat(received.hasRoom()).isTrue();
        assertThat(received.nextAcknowledgement()).isEqualTo(Acknowledgement.SUCCESS);
    }

    private static Mqtt5Publish publish(String topic) {
        return Mqtt5Publish.builder().topic(topic).build();
    }

    private final class Session implements MqttEngine.MessageListener {

        @Override
        public void received(ReceivedPublish publish) {
            events.add("received " + publish.topic());
        }

        @Override
        public boolean hasRoom() {
            return false;
        }

        @Override
        public void receiveMaximumExceeded() {
            events.add("receive maximum exceeded");
        }

        @Override
        public void repaired(String topic, List<String> properties) {
            events.add("repaired " + topic + " " + properties);
        }

        @Override
        public void resent() {
            events.add("resent");
        }

        @Override
        public Acknowledgement nextAcknowledgement() {
            return new Acknowledgement(0x83, null);
        }
    }
}
