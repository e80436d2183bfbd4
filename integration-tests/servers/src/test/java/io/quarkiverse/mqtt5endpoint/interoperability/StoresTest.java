package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;

/** All ways to write down whom to trust and who one is, on a server that lets in only who shows a certificate. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class StoresTest {

    private static final String TRUST = "trust-pem-location";
    private static final String KEY = "key-pkcs12-inline";
    private static final CertificateAuthority ROOT = CertificateAuthority.named("Root");
    private static final CertificateAuthority CLIENTS = CertificateAuthority.named("Clients").intermediate("Some clients");
    private static final Identity JOE = CLIENTS.client("joe", KeyKind.EC);

    @TempDir
    static Path serverDirectory;

    private static ArtemisServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        ServerTls tls = ServerTls.of(ROOT.intermediate("Servers").server("127.0.0.1")).clientsOf(CLIENTS);
        server = ArtemisServer.builder().tls(tls, serverDirectory).start();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private TestEndpoint app(Identity identity, String... regions) {
        return new SecurityExamples(directory).configure(TestEndpoint.at(server), ROOT, identity, regions);
    }

    private void assertWorks(Identity identity, String... regions) {
        try (TestEndpoint app = app(identity, regions)) {
            SecureRoundTrip.assertWorks(app);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "trust-pem-location", "trust-pem-inline", "trust-jks-location", "trust-jks-inline",
            "trust-pkcs12-location", "trust-pkcs12-inline" })
    void trust(String region) {
        assertWorks(JOE, region, KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = { "key-pem-location", "key-pem-together", "key-pem-inline", "key-jks-location", "key-jks-inline",
            "key-pkcs12-location", "key-pkcs12-inline" })
    void key(String region) {
        assertWorks(JOE, TRUST, region);
    }

    @ParameterizedTest
    @EnumSource
    void kindsOfKeys(KeyKind kind) {
        assertWorks(CLIENTS.client("joe", kind), TRUST, "key-pem-inline");
    }

    @Test
    void withoutACertificateTheServerRefuses() {
        try (TestEndpoint app = app(JOE, TRUST)) {
            SecureRoundTrip.failure(app);
        }
    }

    @Test
    void certificateOfAStrangerIsRefused() {
        try (TestEndpoint app = app(CertificateAuthority.named("Stranger").client("joe", KeyKind.EC), TRUST, KEY)) {
            SecureRoundTrip.failure(app);
        }
    }

    @Test
    void oneOfSeveralAuthoritiesInAPemFileIsEnough() {
        try (TestEndpoint app = app(JOE, "trust-pem-inline", KEY)) {
            app.property("MQTT_CA_PEM", "The old one:\n" + CertificateAuthority.pem(CertificateAuthority.named("Other"), ROOT));
            SecureRoundTrip.assertWorks(app);
        }
    }

    @Test
    void base64OfPemIsTakenInline() {
        try (TestEndpoint app = app(JOE, "trust-pem-inline", "key-pem-inline")) {
            app.property("MQTT_CA_PEM", base64(CertificateAuthority.pem(ROOT)))
                    .property("MQTT_CHAIN_PEM", base64(JOE.chainPem())).property("MQTT_KEY_PEM", base64(JOE.keyPem()));
            SecureRoundTrip.assertWorks(app);
        }
    }

    @Test
    void locationsMayBeClassPathResources() throws Exception {
        String folder = "of-the-test";
        Path resources = Files.createDirectories(directory.resolve("classes").resolve(folder));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] { resources.getParent().toUri().toURL() }, before)) {
            Thread.currentThread().setContextClassLoader(loader);
            try (TestEndpoint app = new SecurityExamples(resources).configure(TestEndpoint.at(server), ROOT, JOE, TRUST,
                    "key-pkcs12-location")) {
                SecureRoundTrip.assertWorks(app, "ssl.truststore.location=" + folder + "/ca.pem",
                        "ssl.keystore.location=" + folder + "/client.p12");
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void whereNoneIsGivenTheJvmsTrustStoreIsUsed() {
        String store = "javax.net.ssl.trustStore";
        try (TestEndpoint app = app(JOE, "jvm", KEY)) {
            assertThat(SecureRoundTrip.failure(app)).contains("the server's certificate is not trusted");
        }
        System.setProperty(store, directory.resolve("trusted.p12").toString());
        System.setProperty(store + "Password", "store-secret");
        try (TestEndpoint app = app(JOE, "jvm", KEY)) {
            SecureRoundTrip.assertWorks(app);
        } finally {
            System.clearProperty(store);
            System.clearProperty(store + "Password");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
    void protocols(String protocol) throws Exception {
        ServerTls tls = ServerTls.of(ROOT.server("127.0.0.1")).clientsOf(CLIENTS).speaking(protocol);
        Path own = Files.createDirectory(directory.resolve("server"));
        try (ArtemisServer one = ArtemisServer.builder().tls(tls, own).start();
                TestEndpoint app = new SecurityExamples(directory).configure(TestEndpoint.at(one), ROOT, JOE, TRUST, KEY)) {
            SecureRoundTrip.assertWorks(app);
        }
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes());
    }
}
