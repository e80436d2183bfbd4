package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The test servers with TLS, names and WebSocket. */
@Timeout(60)
class TlsServersTest {

    private static final CertificateAuthority CLIENTS = CertificateAuthority.named("Clients");

    private final CertificateAuthority root = CertificateAuthority.named("Root");
    private final Identity identity = root.intermediate("Below").server("127.0.0.1");
    private final Identity client = CLIENTS.client("joe", KeyKind.RSA);
    private final ServerTls tls = ServerTls.of(identity).clientsOf(CLIENTS);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    @EnabledIfMosquitto
    void mosquittoLetsInWhoHasACertificate(String version) {
        try (MosquittoServer server = MosquittoServer.builder().tls(tls.speaking(version)).start()) {
            letsInWhoHasACertificate(server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void artemisLetsInWhoHasACertificate(String version) {
        try (ArtemisServer server = ArtemisServer.builder().tls(tls.speaking(version), directory).start()) {
            letsInWhoHasACertificate(server);
        }
    }

    private void letsInWhoHasACertificate(MqttServer server) {
        try (MqttCompanion joe = MqttCompanion.builder(server).clientId("joe").tls(root, client).connect()) {
            assertThat(joe.publish("t", "x", 1).awaitReasonCode()).isIn(0, 0x10);
        }
        assertThatThrownBy(() -> MqttCompanion.builder(server).clientId("nobody").tls(root, null).connect())
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> MqttCompanion.connect(server, "plain")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void frontTellsWhoCame() {
        try (ScriptedServer server = ScriptedServer.started(); TlsFront front = TlsFront.before(server, tls)) {
            try (MqttCompanion joe = MqttCompanion.builder(front.host(), front.port()).clientId("joe").tls(root, client)
                    .connect()) {
                assertThat(joe.publish("t", "x", 1).awaitReasonCode()).isZero();
            }
            assertThat(front.handshakes()).containsExactly(new TlsFront.Handshake("TLSv1.3", "CN=joe,O=testkit", "127.0.0.1"));
            assertThatThrownBy(
                    () -> MqttCompanion.builder(front.host(), front.port()).clientId("nobody").tls(root, null).connect())
                    .isInstanceOf(IllegalStateException.class);
            assertThat(front.handshakes()).hasSize(1);
        }
    }

    @Test
    void artemisAsksForNameAndPassword() {
        try (ArtemisServer server = ArtemisServer.builder().credentials("joe", "secret").start()) {
            try (MqttCompanion joe = MqttCompanion.builder(server).clientId("joe").credentials("joe", "secret").connect()) {
                joe.subscribe("t", 1);
                joe.publish("t", "x", 1).awaitCompletion();
                assertThat(joe.received().awaitRecords(1).records()).hasSize(1);
            }
            assertThatThrownBy(() -> MqttCompanion.builder(server).clientId("joe").credentials("joe", "wrong").connect())
                    .hasMessageContaining("reason code 13");
            assertThatThrownBy(() -> MqttCompanion.connect(server, "nobody")).hasMessageContaining("reason code 13");
        }
    }

    @Test
    void artemisTakesWebSocket() {
        try (ArtemisServer server = ArtemisServer.started();
                MqttCompanion joe = MqttCompanion.builder(server).clientId("joe").webSocket("/mqtt").connect()) {
            assertThat(joe.publish("t", "x", 1).awaitReasonCode()).isZero();
        }
    }

    @Test
    void artemisTakesWebSocketWithTls() {
        try (ArtemisServer server = ArtemisServer.builder().tls(tls, directory).start();
                MqttCompanion joe = MqttCompanion.builder(server).clientId("joe").webSocket("/mqtt").tls(root, client)
                        .connect()) {
            assertThat(joe.publish("t", "x", 1).awaitReasonCode()).isZero();
        }
    }
}
