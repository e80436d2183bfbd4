package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;

/**
 * What an operator is told at start about a configuration that is allowed. Each channel of these tests has a name of its own.
 */
class StartNotesTest {

    private static final int GENERATED_ID = 110;
    private static final int GENERATED_ID_FOR_EVER = 111;
    private static final int SHARE = 112;
    private static final int CLEAR_TEXT = 113;
    private static final int UNKNOWN = 160;
    private static final int HOST_NAME = 161;
    private static final int MEMORY = 162;

    private final TestEndpoint app = TestEndpoint.at("server.example", 1);
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        log.close();
    }

    @ParameterizedTest
    @CsvSource({ "note-plain,client-id=,1,0", "note-fixed,client-id=me,0,0", "note-qos0,qos=0,0,0",
            "note-ever,session-expiry-interval=-1,0,1" })
    void consumerWithAGeneratedClientIdSaysWhatThatMeans(String channel, String attribute, int infos, int warnings) {
        app.publisher(channel, attribute);
        assertThat(log.lines(GENERATED_ID, channel)).hasSize(infos);
        assertThat(log.lines(GENERATED_ID_FOR_EVER, channel)).hasSize(warnings);
    }

    @Test
    void publisherWithAGeneratedClientIdLosesNothing() {
        app.outgoing("note-out", "session-expiry-interval=-1");
        assertThat(log.lines(GENERATED_ID, "note-out")).isEmpty();
        assertThat(log.lines(GENERATED_ID_FOR_EVER, "note-out")).isEmpty();
    }

    @Test
    void shareNameIsLogged() {
        app.property("quarkus.application.name", "app").publisher("note-share", "topic=t");
        assertThat(log.lines(SHARE, "note-share")).singleElement().asString().contains("app-note-share");
        app.publisher("note-alone", "shared-subscription=false");
        assertThat(log.lines(SHARE, "note-alone")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "note-user,username=ann-the-user,server.example,1", "note-password,password=s3cret,server.example,1",
            "note-nobody,username=,server.example,0", "note-local,username=ann-the-user,localhost,0",
            "note-loop,password=s3cret,127.0.0.1,0", "note-loop6,password=s3cret,[::1],0" })
    void credentialsInClearTextAreWarnedOfOnce(String channel, String attribute, String host, int warnings) {
        app.publisher(channel, attribute, "host=" + host);
        app.outgoing(channel + "-out", attribute, "host=" + host);
        assertThat(log.lines(CLEAR_TEXT, channel)).hasSize(warnings);
        assertThat(log.lines(CLEAR_TEXT, channel + "-out")).hasSize(warnings);
        assertThat(log.lines(CLEAR_TEXT, channel)).allSatisfy(
                line -> assertThat(line).contains("server.example").doesNotContain("ann-the-user", "s3cret"));
    }

    @Test
    void credentialsThatAProviderGivesAreWarnedOfToo() {
        app.credentials("vault", () -> CompletableFuture.completedFuture(new Credentials("ann-the-user", "s3cret")));
        app.publisher("note-provider", "credentials-provider-name=vault");
        assertThat(log.lines(CLEAR_TEXT, "note-provider")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "note-tls,ssl=true", "note-names,ssl.hostname-verifier=false", "note-stores,ssl.truststore.type=none" })
    void withTlsNobodyIsWarned(String channel, String attribute) {
        app.publisher(channel, "username=ann-the-user", "password=s3cret", attribute, "require-tls=true");
        assertThat(log.lines(CLEAR_TEXT, channel)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "note-near|topci|; did you mean `topic`?",
            "note-other|reconect-attemps|; did you mean `reconnect-attempts`?",
            "note-far|something-else|''",
            "note-mqtt|auto-clean-session|, which `smallrye-mqtt` has; use `clean-start` and `session-expiry-interval`",
            "note-flag|will-flag|, which `smallrye-mqtt` has; set `will-topic`, which alone turns the last will on",
            "note-direction|retain|' for incoming channels'",
            "note-part|ssl.truststore.pasword|; did you mean `ssl.truststore.password`?" })
    void unknownAttributeIsWarnedOfOnceWithTheNearestName(String channel, String attribute, String hint) {
        app.publisher(channel, attribute + "=s3cret");
        assertThat(log.lines(UNKNOWN, channel)).singleElement().asString()
                .endsWith("the connector has no attribute `" + attribute + "`" + hint).doesNotContain("s3cret");
    }

    @Test
    void unknownAttributeOfTheConnectorIsWarnedOfOnceForAllChannels() {
        app.connector("tpoic", "x");
        app.publisher("note-level");
        app.outgoing("note-level-out");
        assertThat(log.lines(UNKNOWN, "note-level")).singleElement().asString()
                .endsWith("`mp.messaging.connector.smallrye-mqtt5-endpoint.tpoic`; did you mean `topic`?");
        assertThat(log.lines(UNKNOWN, "note-level-out")).isEmpty();
    }

    @Test
    void attributeOfOneDirectionIsKnownToTheConnector() {
        app.connector("retain", true).connector("topics", "a,b").outgoing("note-both");
        assertThat(log.lines(UNKNOWN, "note-both")).isEmpty();
    }

    @Test
    void attributesOfReactiveMessagingAreKnown() {
        app.publisher("note-messaging", "enabled=true", "concurrency=1", "broadcast=false", "pausable=true",
                "pausable.initially-paused=false", "pausable.buffer-size=5", "pausable.late-subscription=true",
                "pausable.buffer-strategy=DROP", "initially-paused=false", "trust-all=false");
        app.outgoing("note-messaging-out", "merge=true", "enabled=true");
        assertThat(log.lines(UNKNOWN, "note-messaging")).isEmpty();
        assertThat(log.lines(UNKNOWN, "note-messaging-out")).isEmpty();
    }

    @Test
    void copiesOfAChannelWarnOnceOfItsUnknownAttribute() {
        app.copy("note-copies", 1, "concurrency=2", "topci=x");
        app.copy("note-copies", 2, "concurrency=2", "topci=x");
        assertThat(Stream.of("note-copies$1", "note-copies$2").flatMap(copy -> log.lines(UNKNOWN, copy).stream())).hasSize(1);
    }

    @Test
    void nameFromOutsideCannotForgeALine() {
        app.publisher("note-forged", "a\nMQTT5E00100: forged=1");
        assertThat(log.lines(UNKNOWN, "note-forged")).singleElement().asString().doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({ "note-host,app-${HOSTNAME},86400,1", "note-host-default,app-${hostname:x},3601,1",
            "note-host-short,${HOSTNAME},3600,0", "note-host-none,app,86400,0", "note-host-other,${my.id},86400,0" })
    void sessionThatOutlivesAHostNameIsWarnedOf(String channel, String clientId, long expiry, int warnings) {
        app.property("HOSTNAME", "pod-7").property("my.id", "seven");
        app.publisher(channel, "client-id=" + clientId, "session-expiry-interval=" + expiry);
        assertThat(log.lines(HOST_NAME, channel)).hasSize(warnings);
        app.outgoing(channel + "-out", "client-id=out-" + clientId, "session-expiry-interval=" + expiry);
        assertThat(log.lines(HOST_NAME, channel + "-out")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "note-memory,268435455,65535,1", "note-memory-small,1000,10,0", "note-memory-unset,'',65535,0" })
    void messagesThatMayFillTheHeapAreWarnedOf(String channel, String size, int receiveMaximum, int warnings) {
        app.publisher(channel, "maximum-packet-size=" + size, "receive-maximum=" + receiveMaximum);
        assertThat(log.lines(MEMORY, channel)).hasSize(warnings);
    }
}
