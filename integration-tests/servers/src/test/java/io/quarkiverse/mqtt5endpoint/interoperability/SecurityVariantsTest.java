package io.quarkiverse.mqtt5endpoint.interoperability;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.EnabledIfMosquitto;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;

/** Half of the credentials, certificates instead of them, names of hosts, WebSocket. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class SecurityVariantsTest {

    private static final String TRUST = "trust-pem-location";
    private static final CertificateAuthority ROOT = CertificateAuthority.named("Root");
    private static final CertificateAuthority CLIENTS = CertificateAuthority.named("Clients");
    private static final Identity JOE = CLIENTS.client("joe", KeyKind.EC);

    @TempDir
    Path directory;

    private TestEndpoint app(MqttServer server, Identity identity, String... regions) {
        return new SecurityExamples(directory).configure(TestEndpoint.at(server), ROOT, identity, regions);
    }

    private ArtemisServer artemis(ServerTls tls) throws Exception {
        return ArtemisServer.builder().tls(tls, Files.createTempDirectory(directory, "artemis")).start();
    }

    @ParameterizedTest
    @CsvSource({ "username=joe,joe,", "password=open-sesame,,open-sesame" })
    void usernameAndPasswordMayStandAlone(String attribute, String username, String password) {
        try (ScriptedServer server = ScriptedServer.started(); TestEndpoint app = TestEndpoint.at(server)) {
            app.incoming("in", attribute);
            MqttConnectMessage connect = (MqttConnectMessage) server.awaitReceived(CONNECT, 1).get(0).message();
            assertThat(connect.payload().userName()).isEqualTo(username);
            assertThat(connect.payload().passwordInBytes()).isEqualTo(password == null ? null : password.getBytes());
        }
    }

    @Test
    @EnabledIfMosquitto
    void certificateIsEnoughWhereTheServerTakesItForTheUser() throws Exception {
        Path allowed = Files.writeString(directory.resolve("acl"), "user joe\ntopic readwrite #\n");
        try (MosquittoServer server = MosquittoServer.builder().tls(ServerTls.of(ROOT.server("127.0.0.1")).clientsOf(CLIENTS))
                .line("use_identity_as_username true").line("acl_file " + allowed).start()) {
            try (TestEndpoint app = app(server, JOE, TRUST, "key-pem-together")) {
                SecureRoundTrip.assertWorks(app);
            }
            assertThat(server.log()).contains("u'joe'");
        }
    }

    @Test
    void anotherHostIsRefusedUnlessTheVerifierIsOff() throws Exception {
        try (ArtemisServer server = artemis(ServerTls.of(ROOT.server("mqtt.example")))) {
            try (TestEndpoint app = app(server, JOE, TRUST)) {
                assertThat(SecureRoundTrip.failure(app)).contains("the server's certificate is for another host");
            }
            try (TestEndpoint app = app(server, JOE, TRUST, "any-name")) {
                SecureRoundTrip.assertWorks(app);
            }
        }
    }

    @Test
    void chainThatIsNotTrustedIsRefusedAlsoWithoutTheVerifier() throws Exception {
        try (ArtemisServer server = artemis(ServerTls.of(CertificateAuthority.named("Stranger").server("127.0.0.1")));
                TestEndpoint app = app(server, JOE, TRUST, "any-name")) {
            assertThat(SecureRoundTrip.failure(app)).contains("the server's certificate is not trusted");
        }
    }

    @Test
    void webSocketGoesOverTls() throws Exception {
        ServerTls tls = ServerTls.of(ROOT.server("127.0.0.1")).clientsOf(CLIENTS);
        try (ArtemisServer server = artemis(tls)) {
            try (TestEndpoint app = app(server, JOE, "websocket", "key-pkcs12-location")) {
                SecureRoundTrip.assertWorks(app);
            }
            try (TestEndpoint app = app(server, JOE, "websocket")) {
                SecureRoundTrip.failure(app);
            }
        }
    }

    @Test
    void webSocketChecksTheServerToo() throws Exception {
        try (ArtemisServer server = artemis(ServerTls.of(ROOT.server("mqtt.example")));
                TestEndpoint app = app(server, JOE, "websocket")) {
            assertThat(SecureRoundTrip.failure(app)).contains("the server's certificate is for another host");
        }
    }

    @Test
    void filesAreReadAgainBeforeEachConnect() {
        SecurityExamples examples = new SecurityExamples(directory);
        try (ScriptedServer server = ScriptedServer.started();
                TlsFront front = TlsFront.before(server, ServerTls.of(ROOT.server("127.0.0.1")).clientsOf(CLIENTS));
                TestEndpoint app = TestEndpoint.at(front.host(), front.port())) {
            examples.configure(app, ROOT, JOE, TRUST, "key-pem-location").incoming("in");
            server.awaitOpenConnections(1);
            examples.write(ROOT, CLIENTS.client("ann", KeyKind.EC));
            server.cut();
            await().until(() -> front.handshakes().size() == 2);
            assertThat(front.handshakes()).extracting(TlsFront.Handshake::client)
                    .containsExactly("CN=joe,O=testkit", "CN=ann,O=testkit");
        }
    }

    @Test
    void requireTlsIsFineWithTls() throws Exception {
        try (ArtemisServer server = artemis(ServerTls.of(ROOT.server("127.0.0.1")));
                TestEndpoint app = app(server, JOE, TRUST, "require-tls")) {
            SecureRoundTrip.assertWorks(app);
        }
    }
}
