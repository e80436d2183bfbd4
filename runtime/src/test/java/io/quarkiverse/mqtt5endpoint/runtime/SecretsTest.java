package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;

/** Whatever happens, nobody gets to read a secret of the configuration, or a payload. */
@Isolated
@Timeout(60)
class SecretsTest {

    private static final String MARK = "k3ep-this-secret";
    private static final CertificateAuthority ROOT = CertificateAuthority.named("Root");
    private static final Identity JOE = ROOT.client("joe", KeyKind.EC);
    private static final String KEY = JOE.encryptedKeyPem(MARK + "-key");
    private static final String PLAIN_KEY = base64(JOE.key().getEncoded());
    private static final String STORE = base64(JOE.jks(MARK + "-store", MARK + "-key"));
    private static final ServerTls TLS = ServerTls.of(ROOT.server("127.0.0.1")).clientsOf(ROOT);

    private final Printed printed = new Printed();
    private final ScriptedServer server = ScriptedServer.started();
    private final TlsFront front = TlsFront.before(server, TLS);
    private final TestEndpoint app = TestEndpoint.at(front.host(), front.port());

    @AfterEach
    void end() {
        app.close();
        front.close();
        server.close();
        printed.close();
        String text = printed.text();
        assertThat(text).isNotEmpty().doesNotContain(MARK).doesNotContain(part(PLAIN_KEY)).doesNotContain(part(STORE))
                .doesNotContain(part(KEY.lines().skip(1).findFirst().orElseThrow()));
    }

    /** Every attribute that can hold a secret, with one in it. */
    private static Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        secrets.put("username", MARK + "-user");
        secrets.put("password", MARK + "-password");
        secrets.put("will-topic", "gone");
        secrets.put("will-payload", MARK + "-will");
        secrets.put("ssl.truststore.type", "pkcs12");
        secrets.put("ssl.truststore.certificates", base64(ROOT.pkcs12(MARK + "-trust")));
        secrets.put("ssl.truststore.password", MARK + "-trust");
        secrets.put("ssl.keystore.type", "jks");
        secrets.put("ssl.keystore.key", STORE);
        secrets.put("ssl.keystore.password", MARK + "-store");
        secrets.put("ssl.keystore.key-password", MARK + "-key");
        return secrets;
    }

    private static Map<String, String> pemSecrets() {
        Map<String, String> secrets = secrets();
        secrets.remove("ssl.keystore.password");
        secrets.put("ssl.keystore.type", "pem");
        secrets.put("ssl.keystore.key", KEY);
        secrets.put("ssl.keystore.certificate-chain", JOE.chainPem());
        return secrets;
    }

    private static String[] attributes(Map<String, String> secrets, String... more) {
        List<String> attributes = new ArrayList<>(List.of("topic=t", "reconnect-attempts=0"));
        secrets.forEach((name, value) -> attributes.add(name + "=" + value));
        attributes.addAll(List.of(more));
        return attributes.toArray(String[]::new);
    }

    private void showHealth() {
        for (String channel : List.of("in", "out")) {
            printed.add(app.startup(channel).getMessage());
            printed.add(app.readiness(channel).getMessage());
            printed.add(app.liveness(channel).getMessage());
        }
    }

    static Stream<Map<String, String>> whereAllIsWell() {
        return Stream.of(secrets(), pemSecrets());
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource
    void whereAllIsWell(Map<String, String> secrets) {
        Consumer in = app.incoming("in", attributes(secrets, "client-id=consumer"));
        Producer out = app.outgoing("out", attributes(secrets));
        await().until(() -> app.readiness("in").isOk());
        out.send(MARK + "-published").join();
        server.connection("consumer").publish("t", MARK + "-consumed", 1);
        in.ack(0);
        in.get(0).nack(new IllegalStateException("too late"));
        server.connection("consumer").publish("t", MARK + "-failed", 1);
        in.get(1).nack(new IllegalStateException("no")).toCompletableFuture().exceptionally(cause -> null).join();
        printed.add(in.awaitFailure());
        showHealth();
    }

    private void fails() {
        printed.add(app.incoming("in", attributes(secrets())).awaitFailure());
        Throwable nacked = catchThrowable(() -> app.outgoing("out", attributes(pemSecrets())).send(MARK + "-lost").join());
        printed.add(nacked);
        showHealth();
        assertThat(nacked).hasMessageContaining("MQTT5E00010");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x85, 0x86, 0x87 })
    void whereTheServerRefuses(int reasonCode) {
        server.onConnect(ConnectAnswers.refuse(reasonCode, PropertiesBuilder.properties().reasonString("not you")));
        if (reasonCode == 0x85) {
            printed.add(app.incoming("in", attributes(secrets())).awaitFailure());
        } else {
            fails();
        }
    }

    @Test
    void whereTheServerIsNotTrusted() {
        front.use(ServerTls.of(CertificateAuthority.named("Stranger").server("127.0.0.1")));
        fails();
    }

    @Test
    void whereTheServerRefusesTheCertificate() {
        front.use(ServerTls.of(ROOT.server("127.0.0.1")).clientsOf(CertificateAuthority.named("Stranger")));
        fails();
    }

    @Test
    void whereNobodyListens() {
        app.connector("port", 1);
        fails();
    }

    @Test
    void whereTheServerDoesNotSpeakTls() {
        app.connector("port", server.port());
        fails();
    }

    static Stream<String> whereTheStartFails() {
        return Stream.of("password=" + MARK + "\uD800", "username=" + MARK + "\u0000", "ssl=false",
                "tls-configuration-name=missing", "credentials-provider-name=missing", "host= ", "qos=9",
                "ssl.truststore.password=" + MARK, "ssl.truststore.type=none",
                "ssl.truststore.certificates=" + MARK, "ssl.truststore.location=somewhere",
                "ssl.keystore.password=" + MARK, "ssl.keystore.key-password=" + MARK,
                "ssl.keystore.type=pem", "ssl.keystore.type=none", "ssl.keystore.key=" + MARK,
                "ssl.keystore.location=somewhere",
                "ssl.keystore.certificate-chain=" + STORE, "will-qos=7", "will-topic=#");
    }

    @ParameterizedTest
    @MethodSource
    void whereTheStartFails(String wrong) {
        refused(attributes(secrets(), wrong));
    }

    @ParameterizedTest
    @CsvSource({ "ssl.keystore.location", "ssl.keystore.certificate-chain", "ssl.truststore.location" })
    void whereAKeyStandsForAFile(String attribute) {
        String type = attribute.startsWith("ssl.keystore") ? "ssl.keystore.type=pem" : "ssl.truststore.type=pem";
        String rest = attribute.endsWith("chain") ? "ssl.keystore.key=" + KEY : "ssl=true";
        Identity small = ROOT.client("small", KeyKind.ED25519);
        for (String key : List.of(JOE.keyPem(), base64(JOE.keyPem().getBytes()), PLAIN_KEY, STORE,
                base64(small.key().getEncoded()))) {
            String shown = refused(type, rest, "ssl.keystore.key-password=" + MARK + "-key", attribute + "=" + key);
            assertThat(shown).doesNotContain(key.substring(key.length() - 20, key.length() - 2).strip());
        }
    }

    private String refused(String... attributes) {
        Throwable refused = catchThrowable(() -> app.incoming("in", attributes));
        assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Channel `in`");
        printed.add(refused);
        return refused.getMessage();
    }

    @Test
    void whereAProviderGivesThem() {
        app.credentials("vault", () -> CompletableFuture.completedFuture(new Credentials(MARK + "-user", MARK + "-token")));
        Map<String, String> secrets = secrets();
        secrets.remove("password");
        Consumer in = app.incoming("in", attributes(secrets, "credentials-provider-name=vault"));
        await().until(() -> app.readiness("in").isOk());
        server.onConnect(ConnectAnswers.refuse(0x86)).cut();
        printed.add(in.awaitFailure());
    }

    @Test
    void whereAProviderGivesWhatCannotBeSent() {
        app.credentials("vault", () -> CompletableFuture.completedFuture(new Credentials(MARK, MARK + "\uD800")));
        printed.add(app.incoming("in", "ssl=true", "reconnect-attempts=0", "credentials-provider-name=vault").awaitFailure());
    }

    @Test
    void whereSettingsAreShown() {
        for (Map<String, String> secrets : List.of(secrets(), pemSecrets())) {
            ChannelProperties properties = new ChannelProperties().set("host", "h").set("topic", "t");
            secrets.forEach(properties::set);
            printed.add(properties.incoming("in"));
            printed.add(properties.outgoing("out"));
            printed.add(properties.incoming("in").client().security());
        }
    }

    /** Enough of it to recognize it in any text. */
    private static String part(String secret) {
        return secret.substring(40, 64);
    }

    private static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }
}
