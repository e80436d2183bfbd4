package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MqttServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MqttServerExtensionTest {

    private MqttServer ofClass;
    private MqttCompanion before;

    @BeforeAll
    void remember(MqttServer server) {
        ofClass = server;
    }

    @BeforeEach
    void companionOfThisTestIsNew(MqttCompanion companion) {
        assertThat(companion).isNotSameAs(before);
        assertThat(before == null || !before.isConnected()).as("that of the test before is closed").isTrue();
        before = companion;
    }

    @Test
    void testsOfClassShareServer(MqttServer server) {
        assertThat(server).isSameAs(ofClass).isInstanceOf(ArtemisServer.class);
    }

    @Test
    void testAndItsLifecycleMethodsShareCompanion(MqttCompanion companion) {
        assertThat(companion).isSameAs(before);
        assertThat(companion.isConnected()).isTrue();
    }

    @Test
    void proxyIsInFrontOfServer(FaultProxy network, ArtemisServer server) {
        try (MqttCompanion client = MqttCompanion.connect(network.host(), network.port(), "behind")) {
            assertThat(server.isConnected("behind")).isTrue();
            assertThat(network.openConnections()).isEqualTo(1);
        }
    }

    @Nested
    class NestedTests {

        @Test
        void shareServerToo(MqttServer server) {
            assertThat(server).isSameAs(ofClass);
        }
    }

    @AfterAll
    void serverIsStillThere() {
        MqttCompanion.connect(ofClass).close();
    }
}
