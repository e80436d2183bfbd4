package io.quarkiverse.mqtt5endpoint.testkit.documented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServerExtension;
import io.quarkiverse.mqtt5endpoint.testkit.PublishAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.PublishTask;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPublish;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

@ExtendWith(MqttServerExtension.class)
class FaultsExampleTest {

    @Test
    void lostAcknowledgementLeavesMessageUnanswered(FaultProxy network) {
        // tag::proxy[]
        network.record().cutOn(Direction.DOWNSTREAM, MqttMessageType.PUBACK, 2);

        try (MqttCompanion companion = MqttCompanion.connect(network.host(), network.port())) {
            companion.publish("t", "acknowledged").awaitCompletion();
            PublishTask unanswered = companion.publish("t", "the server has it, but its answer is lost");

            assertThatThrownBy(unanswered::awaitCompletion).isInstanceOf(IllegalStateException.class);
            assertThat(network.packets(Direction.UPSTREAM, MqttMessageType.PUBLISH)).hasSize(2);
        }
        // end::proxy[]
    }

    @Test
    void scriptedServerAnswersAsTold() {
        // tag::scripted[]
        try (ScriptedServer server = ScriptedServer.started(); MqttCompanion companion = MqttCompanion.connect(server)) {
            server.onNextPublishes(1, PublishAnswers.code(0x97, "quota exceeded"));

            assertThat(companion.publish("t", "refused", "accepted").awaitReasonCodes()).containsExactly(0x97, 0);
            assertThat(server.publishes()).extracting(ReceivedPublish::text).containsExactly("refused", "accepted");
        }
        // end::scripted[]
    }
}
