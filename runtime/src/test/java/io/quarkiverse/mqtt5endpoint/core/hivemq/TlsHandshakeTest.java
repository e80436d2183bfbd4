package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.core.tls.StoreVariants;
import io.quarkiverse.mqtt5endpoint.core.tls.StoreVariants.Place;
import io.quarkiverse.mqtt5endpoint.runtime.platform.TlsLoader;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront.Handshake;

/** The engine with what is loaded from settings, against a server that asks for a certificate. */
@Timeout(60)
class TlsHandshakeTest {

    private static final String HOST = "mqtt.example";
    private static final String NAME = "CN=joe,O=testkit";
    private static final CertificateAuthority ROOT = CertificateAuthority.named("Root");
    private static final CertificateAuthority CLIENTS = CertificateAuthority.named("Clients").intermediate("Some clients");
    private static final Identity SERVER = ROOT.intermediate("Servers").server(HOST, "127.0.0.1");
    private static final Identity JOE = CLIENTS.client("joe", KeyKind.EC);
    private static final ServerTls TLS = ServerTls.of(SERVER).clientsOf(CLIENTS);

    private final ScriptedServer server = ScriptedServer.started();
    private final TlsFront front = TlsFront.before(server, TLS);

    @TempDir
    Path directory;

    private StoreVariants variants;

    @BeforeEach
    void usual() {
        variants = new StoreVariants(directory);
    }

    @AfterEach
    void end() {
        front.close();
        server.close();
    }

    private void connect(TrustSettings trust, KeySettings key, Boolean verifyHost, String host) {
        TlsSettings settings = TlsSettings.of(true, verifyHost, trust, key, null);
        TlsClient.connect(new TlsLoader(null, null).load(settings), host, front.port());
    }

    private void connectTo(String host, Boolean verifyHost) {
        connect(variants.trust(ROOT), variants.key(JOE), verifyHost, host);
    }

    private Handshake lastHandshake() {
        List<Handshake> all = front.handshakes();
        return all.get(all.size() - 1);
    }

    static Stream<Arguments> storesAndProtocols() {
        return Stream.of(StoreType.PEM, StoreType.JKS, StoreType.PKCS12).flatMap(type -> Arrays.stream(Place.values())
                .filter(place -> type == StoreType.PEM || place != Place.INLINE_TEXT)
                .flatMap(place -> Stream.of("TLSv1.2", "TLSv1.3").map(protocol -> Arguments.of(type, place, protocol))));
    }

    @ParameterizedTest
    @MethodSource("storesAndProtocols")
    void trustStore(StoreType type, Place place, String protocol) {
        front.use(TLS.speaking(protocol));
        connect(variants.trust(type, place, ROOT), variants.key(JOE), null, HOST);
        assertThat(lastHandshake()).isEqualTo(new Handshake(protocol, NAME, HOST));
    }

    @ParameterizedTest
    @MethodSource("storesAndProtocols")
    void keyStore(StoreType type, Place place, String protocol) {
        front.use(TLS.speaking(protocol));
        connect(variants.trust(ROOT), variants.key(type, place, JOE), null, HOST);
        assertThat(lastHandshake()).isEqualTo(new Handshake(protocol, NAME, HOST));
    }

    @ParameterizedTest
    @EnumSource
    void kindsOfKeys(KeyKind kind) {
        connect(variants.trust(ROOT), variants.key(StoreType.PEM, Place.LOCATION, CLIENTS.client("joe", kind)), null, HOST);
        assertThat(lastHandshake().client()).isEqualTo(NAME);
    }

    @Test
    void addressIsVerifiedToo() {
        connectTo("127.0.0.1", null);
        assertThat(lastHandshake().serverName()).isNull();
    }

    @Test
    void anotherHostIsRefused() {
        assertThatThrownBy(() -> connectTo("other.example", null)).hasRootCauseInstanceOf(
                java.security.cert.CertificateException.class).hasStackTraceContaining("other.example");
    }

    @Test
    void anotherHostIsAcceptedWithoutVerifier() {
        connectTo("other.example", false);
        assertThat(lastHandshake().serverName()).isEqualTo("other.example");
    }

    @Test
    void strangersCertificateIsRefusedWithAndWithoutVerifier() {
        front.use(ServerTls.of(CertificateAuthority.named("Stranger").server(HOST)));
        assertThatThrownBy(() -> connectTo(HOST, true)).hasStackTraceContaining("PKIX path building failed");
        assertThatThrownBy(() -> connectTo(HOST, false)).hasStackTraceContaining("PKIX path building failed");
    }

    @Test
    void jvmsTrustStoreDoesNotKnowOurs() {
        assertThatThrownBy(() -> connect(TrustSettings.JVM, variants.key(JOE), null, HOST))
                .hasStackTraceContaining("PKIX path building failed");
    }

    @Test
    void expiredCertificateIsRefused() {
        front.use(ServerTls.of(ROOT.expired(HOST)));
        assertThatThrownBy(() -> connectTo(HOST, null)).hasStackTraceContaining("NotAfter");
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void serverRefusesWhoShowsNoCertificate(String protocol) {
        front.use(TLS.speaking(protocol));
        assertThatThrownBy(() -> connect(variants.trust(ROOT), KeySettings.NONE, null, HOST))
                .hasStackTraceContaining("Received fatal alert");
    }

    @Test
    void serverThatAsksForNothingGetsNothing() {
        front.use(ServerTls.of(SERVER));
        connectTo(HOST, null);
        assertThat(lastHandshake().client()).isNull();
    }
}
