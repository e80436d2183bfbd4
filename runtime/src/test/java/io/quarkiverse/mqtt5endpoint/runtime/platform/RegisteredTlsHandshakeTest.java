package io.quarkiverse.mqtt5endpoint.runtime.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.quarkiverse.mqtt5endpoint.core.hivemq.TlsClient;
import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;
import io.quarkus.tls.runtime.config.TrustStoreConfig.CertificateExpiryPolicy;
import io.quarkus.tls.runtime.keystores.ExpiryTrustOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;

/** The engine with a configuration of the TLS registry. */
@Timeout(60)
class RegisteredTlsHandshakeTest {

    private static final String HOST = "mqtt.example";
    private static final CertificateAuthority ROOT = CertificateAuthority.named("Root");
    private static final CertificateAuthority CLIENTS = CertificateAuthority.named("Clients");
    private static final Identity SERVER = ROOT.server(HOST);
    private static final ServerTls TLS = ServerTls.of(SERVER).clientsOf(CLIENTS);
    private static final TlsSettings BY_NAME = TlsSettings.of(null, null, TrustSettings.JVM, KeySettings.NONE, "mqtt");
    private static final Vertx VERTX = Vertx.vertx();

    private final ScriptedServer server = ScriptedServer.started();
    private final TlsFront front = TlsFront.before(server, TLS);
    private final TestTlsConfiguration configuration = new TestTlsConfiguration().trust(ROOT)
            .keys(CLIENTS.client("joe", KeyKind.EC));
    private final TlsLoader loader = new TlsLoader(configuration.as("mqtt"), VERTX);

    @AfterAll
    static void endVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void end() {
        front.close();
        server.close();
    }

    private void connectTo(String host) {
        TlsClient.connect(loader.load(BY_NAME), host, front.port());
    }

    @Test
    void itsStoresAreUsed() {
        connectTo(HOST);
        assertThat(front.handshakes()).containsExactly(new TlsFront.Handshake("TLSv1.3", "CN=joe,O=testkit", HOST));
    }

    @Test
    void reloadReachesTheNextConnect() {
        connectTo(HOST);
        CertificateAuthority newRoot = CertificateAuthority.named("New root");
        front.use(ServerTls.of(newRoot.server(HOST)).clientsOf(CLIENTS));
        assertThatThrownBy(() -> connectTo(HOST)).hasStackTraceContaining("PKIX path building failed");
        configuration.trust(newRoot).keys(CLIENTS.client("joe the second", KeyKind.EC));
        connectTo(HOST);
        assertThat(front.handshakes()).extracting(TlsFront.Handshake::client)
                .containsExactly("CN=joe,O=testkit", "CN=joe the second,O=testkit");
    }

    @Test
    void anotherHostIsRefusedWhereTheAlgorithmIsSilent() {
        assertThatThrownBy(() -> connectTo("other.example")).hasStackTraceContaining("other.example");
    }

    @Test
    void anotherHostIsAcceptedWithAlgorithmNone() {
        configuration.verifying("NONE");
        connectTo("other.example");
        assertThat(front.handshakes()).hasSize(1);
    }

    @Test
    void algorithmNoneStillChecksTheChain() {
        configuration.verifying("NONE").trust(CLIENTS);
        assertThatThrownBy(() -> connectTo(HOST)).hasStackTraceContaining("PKIX path building failed");
    }

    @Test
    void trustAllAcceptsAStrangerButNoOtherHost() {
        configuration.trust(CLIENTS).trustAll();
        connectTo(HOST);
        assertThatThrownBy(() -> connectTo("other.example")).hasStackTraceContaining("other.example");
        configuration.verifying("NONE");
        connectTo("other.example");
    }

    @Test
    void revokedCertificateIsRefused() {
        configuration.options(options -> options.addCrlValue(Buffer.buffer(ROOT.revoking(SERVER))));
        assertThatThrownBy(() -> connectTo(HOST)).hasStackTraceContaining("is revoked");
    }

    @Test
    void hostsAreVerifiedBesideRevocationLists() {
        configuration.options(options -> options.addCrlValue(Buffer.buffer(ROOT.revoking())));
        connectTo(HOST);
        assertThatThrownBy(() -> connectTo("other.example")).hasStackTraceContaining("other.example");
    }

    @Test
    void hostsAreVerifiedBesideAnExpiryPolicy() {
        configuration.trust(new ExpiryTrustOptions(new PemTrustOptions().addCertValue(
                Buffer.buffer(CertificateAuthority.pem(ROOT))), CertificateExpiryPolicy.REJECT));
        connectTo(HOST);
        assertThatThrownBy(() -> connectTo("other.example")).hasStackTraceContaining("other.example");
    }

    @Test
    void itsProtocolsAreUsed() {
        front.use(TLS.speaking("TLSv1.2"));
        configuration.options(options -> options.setEnabledSecureTransportProtocols(Set.of("TLSv1.3")));
        assertThatThrownBy(() -> connectTo(HOST)).hasCauseInstanceOf(SSLException.class);
        configuration.options(options -> options.setEnabledSecureTransportProtocols(Set.of("TLSv1.2")));
        connectTo(HOST);
        assertThat(front.handshakes()).extracting(TlsFront.Handshake::protocol).containsExactly("TLSv1.2");
    }

    @Test
    void itsCipherSuitesAreUsed() {
        configuration.options(options -> options.addEnabledCipherSuite("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"));
        connectTo(HOST);
        assertThat(front.handshakes()).extracting(TlsFront.Handshake::protocol).containsExactly("TLSv1.2");
    }
}
