package io.quarkiverse.mqtt5endpoint.runtime.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkus.tls.BaseTlsConfiguration;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;

class RegisteredTlsTest {

    private static final CertificateAuthority ONE = CertificateAuthority.named("One");
    private static final CertificateAuthority TWO = CertificateAuthority.named("Two");
    private static final Identity JOE = ONE.client("joe", KeyKind.EC);
    private static final TlsSettings BY_NAME = TlsSettings.of(null, null, TrustSettings.JVM, KeySettings.NONE, "mqtt");
    private static final Vertx VERTX = Vertx.vertx();

    private final TestTlsConfiguration configuration = new TestTlsConfiguration().keys(JOE);
    private final TlsLoader loader = new TlsLoader(configuration.as("mqtt"), VERTX);

    @AfterAll
    static void endVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static X509TrustManager trust(TlsMaterial material) {
        return (X509TrustManager) material.trust().getTrustManagers()[0];
    }

    @Test
    void unknownNameIsRefused() {
        TlsSettings other = TlsSettings.of(true, null, TrustSettings.JVM, KeySettings.NONE, "other");
        assertThatThrownBy(() -> loader.load(other)).hasMessage("attribute `tls-configuration-name` must be the name of a TLS"
                + " configuration (`quarkus.tls.<name>.*`), but was `other`");
    }

    @Test
    void configurationWithoutStoresIsRefused() {
        RegisteredTls empty = new RegisteredTls("empty", new BaseTlsConfiguration() {
        }, VERTX);
        assertThatThrownBy(empty::load)
                .hasMessage("attribute `tls-configuration-name` must name a TLS configuration with a trust"
                        + " store or a key store (to trust whom the JVM trusts, and show no certificate, set `ssl` to `true` instead),"
                        + " but was `empty`");
    }

    @Test
    void configurationWithoutATrustStoreTrustsAsTheJvmDoes() {
        assertThat(trust(loader.load(BY_NAME)).getAcceptedIssuers()).hasSizeGreaterThan(10);
    }

    @Test
    void keyStoreIsEnough() {
        TlsMaterial material = new RegisteredTls("bare", new BaseTlsConfiguration() {
            @Override
            public KeyCertOptions getKeyStoreOptions() {
                return new PfxOptions().setValue(Buffer.buffer(JOE.pkcs12("x"))).setPassword("x");
            }
        }, VERTX).load();
        assertThat(material.verifyHost()).isTrue();
        assertThat(material.protocols()).contains("TLSv1.3");
    }

    @Test
    void storesAreTaken() {
        configuration.trust(ONE);
        TlsMaterial material = loader.load(BY_NAME);
        assertThat(trust(material).getAcceptedIssuers()).containsExactly(ONE.certificate());
        assertThat(material.keys().getKeyManagers()).hasSize(1);
    }

    @Test
    void reloadIsSeen() {
        loader.load(BY_NAME);
        configuration.trust(TWO);
        assertThat(trust(loader.load(BY_NAME)).getAcceptedIssuers()).containsExactly(TWO.certificate());
    }

    @Test
    void protocolsAndCipherSuitesAreTaken() {
        configuration.options(options -> options.setEnabledSecureTransportProtocols(
                new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"))).addEnabledCipherSuite("TLS_AES_128_GCM_SHA256"));
        TlsMaterial material = loader.load(BY_NAME);
        assertThat(material.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(material.cipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
    }

    @Test
    void protocolsThatThisJvmDoesNotHaveAreLeftOut() {
        configuration.options(options -> options.setEnabledSecureTransportProtocols(Set.of("TLSv1.9", "TLSv1.3")));
        assertThat(loader.load(BY_NAME).protocols()).containsExactly("TLSv1.3");
        configuration.options(options -> options.setEnabledSecureTransportProtocols(Set.of("TLSv1.9")));
        assertThatThrownBy(() -> loader.load(BY_NAME)).hasMessage("attribute `tls-configuration-name` must name a TLS"
                + " configuration with a protocol that this JVM has, but was `mqtt`");
    }

    @Test
    void handshakeTimeoutIsTaken() {
        configuration.options(options -> options.setSslHandshakeTimeout(7).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS));
        assertThat(loader.load(BY_NAME).handshakeTimeout()).isEqualTo(Duration.ofSeconds(7));
        configuration.options(options -> options.setSslHandshakeTimeout(0));
        assertThat(loader.load(BY_NAME).handshakeTimeout()).isNull();
    }

    @ParameterizedTest
    @CsvSource({ ",true", "HTTPS,true", "https,true", "NONE,false", "none,false" })
    void algorithmDecidesWhetherHostsAreVerified(String algorithm, boolean verified) {
        configuration.verifying(algorithm);
        assertThat(loader.load(BY_NAME).verifyHost()).isEqualTo(verified);
    }

    @ParameterizedTest
    @ValueSource(strings = { "LDAPS", "", "HTTP" })
    void algorithmThatNobodyHasIsRefused(String algorithm) {
        configuration.verifying(algorithm);
        assertThatThrownBy(() -> loader.load(BY_NAME)).hasMessage("attribute `tls-configuration-name` must name a TLS"
                + " configuration whose hostname verification algorithm is `HTTPS` or `NONE`, but was `mqtt`");
    }

    @Test
    void trustAllIsHonoured() {
        configuration.trustAll();
        assertThat(trust(loader.load(BY_NAME)).getAcceptedIssuers()).isEmpty();
    }

    @Test
    void storesThatCannotBeReadAreRefused() {
        configuration.trust(new PemTrustOptions().addCertValue(Buffer.buffer("garbage")));
        assertThatThrownBy(() -> loader.load(BY_NAME)).hasMessage("attribute `tls-configuration-name` must name a TLS"
                + " configuration whose stores can be read, but was `mqtt`").hasCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void revokedCertificatesAreNotTrusted() throws Exception {
        configuration.trust(ONE).options(options -> options.addCrlValue(Buffer.buffer(ONE.revoking(JOE))));
        X509TrustManager trust = trust(loader.load(BY_NAME));
        Identity ann = ONE.client("ann", KeyKind.EC);
        trust.checkServerTrusted(new java.security.cert.X509Certificate[] { ann.certificate() }, "ECDHE_ECDSA");
        assertThatThrownBy(() -> trust.checkServerTrusted(
                new java.security.cert.X509Certificate[] { JOE.certificate() }, "ECDHE_ECDSA"))
                .hasMessage("The certificate of CN=joe, O=testkit is revoked");
        assertThat(trust.getAcceptedIssuers()).containsExactly(ONE.certificate());
    }
}
