package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener.Permission;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;

class SentPublishesTest {

    private final SentPublishes sent = new SentPublishes();

    @Test
    void identifiersAreGivenInTheOrderOfTheMessages() {
        sent.add(publish(MqttQos.AT_LEAST_ONCE), new Sender(Permission.NEVER));
        sent.add(publish(MqttQos.AT_MOST_ONCE), new Sender(Permission.NEVER));
        sent.add(publish(MqttQos.EXACTLY_ONCE), new Sender(Permission.LATER));
        sent.publishWritten(1);
        sent.publishWritten(2);
        assertThat(sent.isWithdrawn(1)).isTrue();
        assertThat(sent.isPostponed(1)).isFalse();
        assertThat(sent.isPostponed(2)).isTrue();
        assertThat(sent.isWithdrawn(2)).isFalse();
    }

    @Test
    void unknownIdentifierMayBeSent() {
        assertThat(sent.isWithdrawn(7)).isFalse();
        assertThat(sent.isPostponed(7)).isFalse();
    }

    @Test
    void messageThatWasNeverWrittenLeavesItsPlace() {
        Mqtt5Publish publish = publish(MqttQos.AT_LEAST_ONCE);
        Sender failed = new Sender(Permission.NEVER);
        sent.add(publish, failed);
        sent.add(publish(MqttQos.AT_LEAST_ONCE), new Sender(Permission.SEND));
        sent.completed(publish, failed, new PublishOutcome.Failed(new IOException("closed")));
        sent.publishWritten(1);
        assertThat(sent.isWithdrawn(1)).isFalse();
        assertThat(failed.events).containsExactly("completed");
    }

    @Test
    void pubRecIsReportedToItsMessageOfQos2Only() {
        Mqtt5Publish publish = publish(MqttQos.EXACTLY_ONCE);
        Sender sender = new Sender(Permission.SEND);
        sent.add(publish, sender);
        sent.pubRecReceived(publish(MqttQos.EXACTLY_ONCE));
        assertThat(sender.events).isEmpty();
        sent.pubRecReceived(publish);
        sent.completed(publish, sender, new PublishOutcome.Accepted(0));
        sent.pubRecReceived(publish);
        assertThat(sender.events).containsExactly("received", "completed");
    }

    private static Mqtt5Publish publish(MqttQos qos) {
        return Mqtt5Publish.builder().topic("t").qos(qos).build();
    }

    private record Sender(Permission permission, List<String> events) implements PublishListener {

        Sender(Permission permission) {
            this(permission, new ArrayList<>());
        }

        @Override
        public void received() {
            events.add("received");
        }

        @Override
        public void completed(PublishOutcome outcome) {
            events.add("completed");
        }
    }
}
