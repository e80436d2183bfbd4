package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerWithOptionsTest {

    @RegisterExtension
    static final MqttServerExtension MQTT = MqttServerExtension
            .of(() -> ArtemisServer.builder().credentials("joe", "secret").start());

    @Test
    void extensionStartsServerThatItsSupplierMakes(ArtemisServer server) {
        assertThatThrownBy(() -> MqttCompanion.connect(server)).hasMessageContaining("Cannot connect to");
        try (MqttCompanion joe = MqttCompanion.builder(server).credentials("joe", "secret").connect()) {
            assertThat(joe.isConnected()).isTrue();
        }
    }
}
