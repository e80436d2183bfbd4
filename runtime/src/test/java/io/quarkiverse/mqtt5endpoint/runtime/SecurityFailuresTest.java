package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;

/** Each thing that can be wrong has a sentence of its own, which names the channel and shows no secret. */
@Timeout(60)
class SecurityFailuresTest {

    private static final int TRYING_AGAIN = 102;
    private static final CertificateAuthority ROOT = CertificateAuthority.named("Root");
    private static final CertificateAuthority STRANGER = CertificateAuthority.named("Stranger");
    private static final Identity SERVER = ROOT.server("127.0.0.1");
    private static final Identity JOE = ROOT.client("joe", KeyKind.EC);
    private static final String SECRET = "open-sesame";
    private static final String TRUST = "ssl.truststore.type=pem\nssl.truststore.certificates="
            + CertificateAuthority.pem(ROOT);

    /**
     * @param name what is wrong
     * @param attributes of the channel, beside its credentials
     * @param tls how the server greets; {@code null} for clear text
     * @param answer to a CONNECT
     * @param sentence what is said about it
     */
    record Failure(String name, String attributes, ServerTls tls, Answer answer, String sentence) {

        String[] configuration(String... more) {
            return Stream.concat(Stream.of("username=ann-the-user", "password=" + SECRET),
                    Stream.concat(Arrays.stream(attributes.split("\n(?=ssl)")).filter(one -> !one.isEmpty()), Stream.of(more)))
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Failure ofStart(String name, String attributes, String sentence) {
        return new Failure(name, attributes, null, null, sentence);
    }

    private static Failure ofHandshake(String name, String attributes, ServerTls tls, String sentence) {
        return new Failure(name, attributes, tls, ConnectAnswers.accept(), sentence);
    }

    private static Failure ofConnect(int code, String sentence) {
        return new Failure(sentence, "", null, ConnectAnswers.refuse(code), "CONNACK with reason code " + sentence);
    }

    static Stream<Failure> atStart() {
        return Stream.of(
                ofStart("wrong password of the trust store",
                        "ssl.truststore.type=jks\nssl.truststore.certificates=" + base64(ROOT.jks("another"))
                                + "\nssl.truststore.password=" + SECRET,
                        "attribute `ssl.truststore.password` must be the password of the store"),
                ofStart("wrong password of the key store",
                        "ssl.keystore.type=pkcs12\nssl.keystore.key=" + base64(JOE.pkcs12("another"))
                                + "\nssl.keystore.password="
                                + SECRET,
                        "attribute `ssl.keystore.password` must be the password of the store"),
                ofStart("wrong password of the key",
                        "ssl.keystore.type=pem\nssl.keystore.key=" + JOE.encryptedKeyPem("another")
                                + "\nssl.keystore.certificate-chain=" + JOE.chainPem() + "\nssl.keystore.key-password="
                                + SECRET,
                        "attribute `ssl.keystore.key-password` must be the password of the private key"),
                ofStart("missing file", "ssl.truststore.type=pem\nssl.truststore.location=gone.pem",
                        "attribute `ssl.truststore.location` must be the path of a file that can be read, or of a class path"
                                + " resource, but was `gone.pem`"),
                ofStart("key and chain that don't fit",
                        "ssl.keystore.type=pem\nssl.keystore.key=" + JOE.keyPem() + "\nssl.keystore.certificate-chain="
                                + ROOT.client("ann", KeyKind.EC).chainPem(),
                        "attribute `ssl.keystore.certificate-chain` must begin with the certificate of the private key"));
    }

    static Stream<Failure> whenConnecting() {
        ServerTls asking = ServerTls.of(SERVER).clientsOf(ROOT);
        String refused = "the server rejected the ";
        return Stream.of(
                ofHandshake("expired server certificate", TRUST, ServerTls.of(ROOT.expired("127.0.0.1")),
                        "the server's certificate has expired (NotAfter: "),
                ofHandshake("untrusted server", TRUST, ServerTls.of(STRANGER.server("127.0.0.1")),
                        "the server's certificate is not trusted ("),
                ofHandshake("wrong host name", TRUST, ServerTls.of(ROOT.server("mqtt.example")),
                        "the server's certificate is for another host (No subject alternative names matching IP address"
                                + " 127.0.0.1 found)"),
                ofHandshake("no client certificate", TRUST, asking, refused),
                ofHandshake("no client certificate, TLS 1.2", TRUST, asking.speaking("TLSv1.2"), refused),
                ofHandshake("client certificate refused", TRUST + "\nssl.keystore.type=pkcs12\nssl.keystore.key="
                        + base64(STRANGER.client("joe", KeyKind.EC).pkcs12(SECRET)) + "\nssl.keystore.password=" + SECRET,
                        asking,
                        refused),
                ofHandshake("TLS to a port without it", TRUST, null,
                        "the connection was closed during the TLS handshake; check that the server uses TLS on this port"),
                ofConnect(0x86, "BAD_USER_NAME_OR_PASSWORD (0x86)"),
                ofConnect(0x87, "NOT_AUTHORIZED (0x87)"));
    }

    @ParameterizedTest
    @MethodSource
    void atStart(Failure failure) {
        try (TestEndpoint app = TestEndpoint.at("127.0.0.1", 1)) {
            Throwable refused = catchThrowable(() -> app.incoming("broken", failure.configuration()));
            assertThat(refused).isInstanceOf(IllegalArgumentException.class);
            assertThat(refused.getMessage()).matches("MQTT5E0000[12]: .*")
                    .endsWith(": Channel `broken`: " + failure.sentence());
            assertShowsNoSecret(trace(refused));
        }
    }

    @ParameterizedTest
    @MethodSource
    void whenConnecting(Failure failure) {
        try (TestLog log = new TestLog();
                ScriptedServer server = ScriptedServer.started().onConnect(failure.answer());
                TlsFront front = failure.tls() == null ? null : TlsFront.before(server, failure.tls());
                TestEndpoint app = TestEndpoint.at(server.host(), front == null ? server.port() : front.port())) {
            String address = "127.0.0.1:" + (front == null ? server.port() : front.port());
            Throwable cause = app.incoming("broken", failure.configuration("reconnect-attempts=0")).awaitFailure();
            assertThat(cause).hasMessageStartingWith("MQTT5E00010: Channel `broken`: gave up on " + address
                    + " after the allowed number of attempts to reconnect (attribute `reconnect-attempts`, 0); the last failure was: "
                    + failure.sentence());
            assertShowsNoSecret(trace(cause));
            assertThat(app.liveness("broken").getMessage()).contains(failure.sentence()).doesNotContain(SECRET);

            String retrying = "retrying" + server.port();
            app.incoming(retrying, failure.configuration());
            await().untilAsserted(
                    () -> assertThat(log.lines(TRYING_AGAIN, retrying)).first().asString().startsWith("MQTT5E00102:"
                            + " Channel `" + retrying + "` has no connection to " + address + " (" + failure.sentence()));
            log.lines().forEach(SecurityFailuresTest::assertShowsNoSecret);
        }
    }

    private static void assertShowsNoSecret(String text) {
        assertThat(text).doesNotContain(SECRET, "ann-the-user", base64(JOE.key().getEncoded()).substring(40));
    }

    private static String trace(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
