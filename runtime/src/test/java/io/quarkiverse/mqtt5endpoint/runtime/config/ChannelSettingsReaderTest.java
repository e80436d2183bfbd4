package io.quarkiverse.mqtt5endpoint.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.AttributeCatalog;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.DeadLetterFallback;
import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.core.settings.EmptyPayload;
import io.quarkiverse.mqtt5endpoint.core.settings.FailureSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LiveReload;
import io.quarkiverse.mqtt5endpoint.core.settings.ObservationSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OverflowStrategy;
import io.quarkiverse.mqtt5endpoint.core.settings.Owner;
import io.quarkiverse.mqtt5endpoint.core.settings.PublishDefaults;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.RetainHandling;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerRedirects;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.StoreType;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.core.settings.TransportSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.WillSettings;
import io.quarkiverse.mqtt5endpoint.runtime.config.GeneratedIds.GeneratedId;

/** What becomes of attributes that are right, or not there at all. */
class ChannelSettingsReaderTest {

    private static final String GENERATED = "gio-apim-client-[0-9a-f]{8}";

    private static final Environment ENVIRONMENT = new Environment(Optional.empty(), false, ChannelProperties.HEAP,
            GeneratedIds.NEW);

    private final ChannelProperties properties = new ChannelProperties().set("host", "server.example");

    @Test
    void incomingChannelWithOnlyAHostHasTheDefaultsOfTheContract() {
        IncomingSettings settings = properties.incoming("in");
        assertThat(settings).isEqualTo(new IncomingSettings("in", "in", defaults(settings.client().session().clientId()),
                new SubscriptionSettings(List.of("$share/in/in"), 1, false, false, RetainHandling.SEND), false,
                new FailureSettings("fail", 0x83, "dead-letter-topic-in", DeadLetterFallback.FAIL),
                EmptyPayload.FAIL, Duration.ofSeconds(60), 1024, OverflowStrategy.DROP_OLDEST,
                new ObservationSettings(true, true), false));
    }

    @Test
    void outgoingChannelWithOnlyAHostHasTheDefaultsOfTheContract() {
        OutgoingSettings settings = properties.outgoing("out");
        assertThat(settings).isEqualTo(new OutgoingSettings("out", defaults(settings.client().session().clientId()),
                new PublishDefaults("out", 1, false, -1, null, null), 1024, Duration.ofSeconds(60), Duration.ZERO,
                new ObservationSettings(true, true)));
    }

    @Test
    void emptyAttributesAreUnset() {
        ChannelProperties.attributes().forEach(attribute -> properties.set(attribute, attribute.equals("host") ? "h" : ""));
        IncomingSettings incoming = properties.incoming("in");
        OutgoingSettings outgoing = properties.outgoing("out");
        ChannelProperties.attributes().forEach(attribute -> properties.set(attribute, null));
        properties.set("host", "h");
        assertThat(incoming).usingRecursiveComparison().ignoringFields("client.session.clientId")
                .isEqualTo(properties.incoming("in"));
        assertThat(outgoing).usingRecursiveComparison().ignoringFields("client.session.clientId")
                .isEqualTo(properties.outgoing("out"));
        assertThat(incoming.client().session().clientId()).matches(GENERATED);
    }

    @Test
    void everyAttributeOfAnIncomingChannelCanBeSet() {
        endpoint();
        properties.set("topics", "a/+,b").set("qos", "2").set("shared-subscription", "false").set("share-name", "unused")
                .set("no-local", "true").set("retain-as-published", "true").set("retain-handling", "do-not-send")
                .set("auto-ack", "true").set("failure-strategy", "ignore").set("reject.reason-code", "151")
                .set("dead-letter-queue.topic", "dead").set("dead-letter-queue.on-failure", "reject")
                .set("empty-payload", "null")
                .set("ack-timeout-seconds", "0")
                .set("broadcast", "true").set("buffer-size", "1").set("qos0-overflow-strategy", "drop-latest")
                .set("role", "consumer");
        assertThat(properties.incoming("in")).isEqualTo(new IncomingSettings("in", "in", everythingSet(),
                new SubscriptionSettings(List.of("a/+", "b"), 2, true, true, RetainHandling.DO_NOT_SEND), true,
                new FailureSettings("ignore", 0x97, "dead", DeadLetterFallback.REJECT),
                EmptyPayload.NULL, Duration.ZERO, 1, OverflowStrategy.DROP_LATEST,
                new ObservationSettings(false, false), true));
    }

    @Test
    void everyAttributeOfAnOutgoingChannelCanBeSet() {
        endpoint();
        properties.set("topic", "t").set("qos", "0").set("retain", "true").set("message-expiry-interval", "4294967295")
                .set("response-topic", "answers").set("content-type", "text/csv").set("max-inflight-messages", "65535")
                .set("publish-timeout-seconds", "0").set("delivery-timeout-seconds", "9").set("role", "producer");
        assertThat(properties.outgoing("out")).isEqualTo(new OutgoingSettings("out", everythingSet(),
                new PublishDefaults("t", 0, true, 4294967295L, "answers", "text/csv"), 65535, Duration.ZERO,
                Duration.ofSeconds(9),
                new ObservationSettings(false, false)));
    }

    @Test
    void everyAttributeOfTheConnectorIsRead() {
        Set<String> incoming = new TreeSet<>();
        ChannelSettingsReader.incoming(recording(properties.incomingChannel("in"), incoming), ENVIRONMENT);
        assertThat(incoming).containsAll(attributes(Direction.INCOMING));
        Set<String> outgoing = new TreeSet<>();
        ChannelSettingsReader.outgoing(recording(properties.outgoingChannel("out"), outgoing), ENVIRONMENT);
        assertThat(outgoing).containsAll(attributes(Direction.OUTGOING));
    }

    private static List<String> attributes(Direction direction) {
        return AttributeCatalog.all().filter(attribute -> attribute.owner() == Owner.CONNECTOR)
                .filter(attribute -> attribute.isFor(direction)).map(Attribute::key).toList();
    }

    @ParameterizedTest
    @CsvSource({ "true,true", "TRUE,true", "yes,true", "y,true", "1,true", "on,true", "' on ',true", "false,false", "no,false",
            "n,false", "0,false", "off,false", "False,false" })
    void booleanHasManyForms(String written, boolean meant) {
        properties.set("auto-ack", written).set("clean-start", written);
        assertThat(properties.incoming("in").autoAck()).isEqualTo(meant);
        assertThat(properties.incoming("in").client().session().cleanStart()).isEqualTo(meant);
    }

    @Test
    void numbersMayHaveSpacesAround() {
        assertThat(properties.set("qos", " 2 ").set("message-expiry-interval", " 7 ").outgoing("out").defaults())
                .extracting(PublishDefaults::qos, PublishDefaults::messageExpiryInterval).containsExactly(2, 7L);
    }

    @Test
    void expressionsAndProfilesAreResolved() {
        properties.property("my.topic", "plant/7").property("my.qos", "2").set("topic", "${my.topic}").set("qos", "${my.qos}")
                .set("content-type", "${my.type:text/csv}").set("retain", "${my.retain:}")
                .property("smallrye.config.profile", "lab").property("%lab.mp.messaging.outgoing.out.qos", "0");
        PublishDefaults settings = properties.outgoing("out").defaults();
        assertThat(settings.topic()).isEqualTo("plant/7");
        assertThat(settings.qos()).isZero();
        assertThat(settings.contentType()).isEqualTo("text/csv");
        assertThat(settings.retain()).isFalse();
        properties.property("smallrye.config.profile", "prod");
        assertThat(properties.outgoing("out").defaults().qos()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "client-id", "topic", "port", "auto-ack", "retain-handling" })
    void expressionThatCannotBeResolvedEndsTheStart(String attribute) {
        properties.set(attribute, "${nobody.set.this}");
        assertThatThrownBy(() -> properties.incoming("in")).hasMessageContaining("in").hasMessageContaining(attribute)
                .hasMessageContaining("nobody.set.this");
    }

    @Test
    void channelsOwnAttributeGoesBeforeTheConnectors() {
        properties.property("mp.messaging.connector.smallrye-mqtt5-endpoint.qos", "0");
        assertThat(properties.outgoing("out").defaults().qos()).isZero();
        assertThat(properties.set("qos", "2").outgoing("out").defaults().qos()).isEqualTo(2);
    }

    @Test
    void wrongBooleanOfTheConnectorIsSeenBehindAnEmptyOneOfTheChannel() {
        properties.property("mp.messaging.connector.smallrye-mqtt5-endpoint.auto-ack", "ture").set("auto-ack", "");
        assertThatThrownBy(() -> properties.incoming("in"))
                .hasMessageContaining("`auto-ack` must be `true` or `false`, but was `ture`");
    }

    @ParameterizedTest
    @CsvSource({ "consumer,true,false", "producer,false,true", "consumer-and-producer,true,true" })
    void roleIsAllowedWhereItDoesNotContradictTheDirection(String role, boolean incoming, boolean outgoing) {
        properties.set("role", role);
        assertThat(catchThrowable(() -> properties.incoming("in")) == null).isEqualTo(incoming);
        assertThat(catchThrowable(() -> properties.outgoing("out")) == null).isEqualTo(outgoing);
    }

    @Test
    void connectionThatOnlyPublishesBeginsANewSession() {
        properties.set("client-id", "fixed");
        assertThat(properties.outgoing("out").client().session().cleanStart()).isTrue();
        assertThat(properties.set("shared-connection-name", "common").outgoing("out").client().session().cleanStart())
                .isFalse();
        assertThat(properties.set("shared-connection-name", null).set("will-topic", "gone").set("will-delay-interval", "5")
                .outgoing("out").client().session().cleanStart()).as("the will waits for the session").isFalse();
        assertThat(properties.set("will-delay-interval", "0").set("clean-start", "false").outgoing("out").client()
                .session().cleanStart()).isFalse();
    }

    @Test
    void cleanStartFollowsFromTheClientId() {
        assertThat(properties.outgoing("out").client().session()).returns(true, SessionSettings::generated)
                .returns(true, SessionSettings::cleanStart);
        assertThat(properties.set("client-id", "fixed").incoming("in").client().session())
                .isEqualTo(new SessionSettings("fixed", false, false, 86400));
        assertThat(properties.set("clean-start", "true").incoming("in").client().session().cleanStart()).isTrue();
        assertThat(properties.set("client-id", null).set("clean-start", "false").outgoing("out").client().session())
                .returns(true, SessionSettings::generated).returns(false, SessionSettings::cleanStart);
    }

    @Test
    void knownClientIdResumesItsSession() {
        LiveReload reload = new LiveReload(Set.of("earlier"));
        properties.set("host", "h").generatedIds(connection -> new GeneratedId(connection, true, reload));
        assertThat(properties.incoming("in").client().session())
                .isEqualTo(new SessionSettings("channel in", true, false, 86400, reload));
        assertThat(properties.set("clean-start", "true").incoming("in").client().session().cleanStart()).isTrue();
        assertThat(properties.set("shared-connection-name", "common").outgoing("out").client().session().clientId())
                .isEqualTo("shared connection common");
    }

    @Test
    void channelThatOnlyPublishesBeginsANewSession() {
        properties.set("host", "h").generatedIds(connection -> new GeneratedId(connection, true, null));
        assertThat(properties.outgoing("out").client().session()).returns(true, SessionSettings::cleanStart)
                .returns(null, SessionSettings::reload);
    }

    @Test
    void orderlyStopWaitsForNothingInDevAndTestModeUnlessItIsSetTo() {
        assertThat(properties.devOrTest().outgoing("out").client().shutdownTimeout()).isZero();
        assertThat(properties.set("shutdown-timeout-seconds", "3").outgoing("out").client().shutdownTimeout())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void generatedClientIdIsNewEachTime() {
        assertThat(properties.outgoing("out").client().session().clientId()).matches(GENERATED)
                .isNotEqualTo(properties.outgoing("out").client().session().clientId());
    }

    @ParameterizedTest
    @CsvSource({ "-1,4294967295,true", "-7,4294967295,true", "-9223372036854775808,4294967295,true",
            "4294967295,4294967295,true",
            "4294967294,4294967294,false", "0,0,false" })
    void negativeSessionExpiryIsNever(String written, long sent, boolean never) {
        SessionSettings session = properties.set("session-expiry-interval", written).outgoing("out").client().session();
        assertThat(session.expirySeconds()).isEqualTo(sent);
        assertThat(session.neverExpires()).isEqualTo(never);
    }

    @Test
    void lastWillNeedsOnlyATopic() {
        assertThat(properties.set("will-topic", "gone").outgoing("out").client().will())
                .isEqualTo(new WillSettings("gone", "", 1, false, 0, -1, null, null));
    }

    @ParameterizedTest
    @CsvSource({ "tcp,false,1883", "tcp,true,8883", "websocket,false,80", "websocket,true,443" })
    void portFollowsFromTheTransport(String transport, String tls, int port) {
        assertThat(properties.set("transport", transport).set("ssl", tls).outgoing("out").client().server().port())
                .isEqualTo(port);
        assertThat(properties.set("port", "99").outgoing("out").client().server().port()).isEqualTo(99);
    }

    @Test
    void serversStandInsteadOfHostAndPort() {
        properties.set("host", null).set("servers", " One.example:1 ,two.example, [::1]:3");
        assertThat(properties.outgoing("out").client().servers()).containsExactly(new ServerAddress("one.example", 1),
                new ServerAddress("two.example", 1883), new ServerAddress("[::1]", 3));
        properties.property("mp.messaging.connector.smallrye-mqtt5-endpoint.host", "of.the.connector");
        assertThat(properties.outgoing("out").client().servers()).hasSize(3);
    }

    @Test
    void hostOfTheChannelGoesBeforeServersOfTheConnector() {
        properties.property("mp.messaging.connector.smallrye-mqtt5-endpoint.servers", "a:1,b:2");
        assertThat(properties.outgoing("out").client().servers()).containsExactly(new ServerAddress("server.example", 1883));
    }

    @Test
    void credentialsAreShownNowhere() {
        properties.set("username", "ann-the-user").set("password", "s3cret");
        assertNoSecret(properties.incoming("in").toString());
        assertNoSecret(properties.outgoing("out").toString());
        assertNoSecret(stackTrace(catchThrowable(() -> properties.set("qos", "7").outgoing("out"))));
        properties.set("qos", null).set("username", "ann-the-user\u0000").set("password", "s3cret\ud800");
        assertNoSecret(stackTrace(catchThrowable(() -> properties.outgoing("out"))));
        assertNoSecret(new Credentials("ann-the-user", "s3cret").toString());
        assertNoSecret(new Credentials(null, "s3cret").toString());
        assertNoSecret(new Credentials("ann-the-user", null).toString());
    }

    private static void assertNoSecret(String shown) {
        assertThat(shown).doesNotContain("ann-the-user", "s3cret");
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void endpoint() {
        properties.set("host", "Server.Example").set("port", "65535").set("reconnect-attempts", "-1")
                .set("reconnect-interval-seconds", "2").set("reconnect-max-interval-seconds", "2")
                .set("session-expiry-interval", "0").set("client-id", "me").set("clean-start", "true").set("username", "ann")
                .set("credentials-provider-name", "vault").set("authentication-mechanism-name", "scram")
                .set("require-tls", "true").set("ssl", "true").set("ssl.hostname-verifier", "false")
                .set("ssl.truststore.type", "PEM").set("ssl.truststore.location", "trust.pem")
                .set("ssl.keystore.type", "Jks").set("ssl.keystore.key", "a2V5").set("ssl.keystore.password", "store-secret")
                .set("ssl.keystore.key-password", "key-secret").set("keep-alive-seconds", "0")
                .set("connect-timeout-seconds", "1")
                .set("shutdown-timeout-seconds", "0").set("receive-maximum", "65535").set("maximum-packet-size", "1")
                .set("topic-alias-maximum", "0").set("health-enabled", "false").set("shared-connection-name", "common")
                .set("will-topic", "gone").set("will-payload", "bye").set("will-qos", "2").set("will-retain", "true")
                .set("will-delay-interval", "5").set("will-message-expiry-interval", "6")
                .set("will-content-type", "text/x").set("will-response-topic", "why").set("transport", "websocket")
                .set("websocket-path", "/ws?a=b").set("server-redirects", "never").set("max-buffered-bytes", "77")
                .set("tracing-enabled", "false");
    }

    private static ClientSettings everythingSet() {
        return new ClientSettings("common",
                List.of(new ServerAddress("server.example", 65535)),
                new TransportSettings(Transport.WEBSOCKET, "/ws?a=b", ServerRedirects.NEVER),
                new SessionSettings("me", false, true, 0),
                new SecuritySettings(new TlsSettings(true, false,
                        new TrustSettings(StoreType.PEM, "trust.pem", null, null),
                        new KeySettings(StoreType.JKS, null, "a2V5", null, "key-secret", "store-secret"), null), true,
                        new Credentials("ann", null, "vault"), "scram"),
                new ReconnectSettings(-1, Duration.ofSeconds(2), Duration.ofSeconds(2)),
                new LimitSettings(65535, 1, 0, 77, Duration.ZERO, Duration.ofSeconds(1)),
                new WillSettings("gone", "bye", 2, true, 5, 6, "text/x", "why"), Duration.ZERO);
    }

    private static ClientSettings defaults(String clientId) {
        return new ClientSettings(null, List.of(new ServerAddress("server.example", 1883)),
                new TransportSettings(Transport.TCP, "/mqtt", ServerRedirects.SAME_HOST),
                new SessionSettings(clientId, true, true, 86400),
                SecuritySettings.NONE, new ReconnectSettings(10, Duration.ofSeconds(1), Duration.ofSeconds(120)),
                new LimitSettings(1024, 268_435_460, 16, ChannelProperties.HEAP / 10, Duration.ofSeconds(30),
                        Duration.ofSeconds(10)),
                null, Duration.ofSeconds(10));
    }

    private static Config recording(Config config, Set<String> names) {
        return (Config) Proxy.newProxyInstance(Config.class.getClassLoader(), new Class<?>[] { Config.class },
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("get") && arguments != null) {
                        names.add(String.valueOf(arguments[0]));
                    }
                    return method.invoke(config, arguments);
                });
    }
}
