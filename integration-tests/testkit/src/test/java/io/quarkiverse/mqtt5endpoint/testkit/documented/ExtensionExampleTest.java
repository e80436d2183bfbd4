package io.quarkiverse.mqtt5endpoint.testkit.documented;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServerExtension;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;

// tag::extension[]
@ExtendWith(MqttServerExtension.class)
class ExtensionExampleTest {

    @Test
    void replicasShareMessages(MqttServer server, MqttCompanion companion) {
        try (MqttCompanion replica = MqttCompanion.connect(server)) {
            ReceivedMessages first = companion.subscribe("$share/workers/jobs", 1);
            ReceivedMessages second = replica.subscribe("$share/workers/jobs", 1);

            companion.publish("jobs", "dig", "fill").awaitCompletion();

            assertThat(first.awaitRecords(1).count() + second.awaitRecords(1).count()).isEqualTo(2);
        }
    }
}
// end::extension[]
