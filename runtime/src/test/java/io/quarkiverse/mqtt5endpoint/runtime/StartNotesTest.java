package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

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
    void aConsumerWithAGeneratedClientIdSaysWhatThatMeans(String channel, String attribute, int infos, int warnings) {
        app.publisher(channel, attribute);
        assertThat(log.lines(GENERATED_ID, channel)).hasSize(infos);
        assertThat(log.lines(GENERATED_ID_FOR_EVER, channel)).hasSize(warnings);
    }

    @Test
    void aPublisherWithAGeneratedClientIdLosesNothing() {
        app.outgoing("note-out", "session-expiry-interval=-1");
        assertThat(log.lines(GENERATED_ID, "note-out")).isEmpty();
        assertThat(log.lines(GENERATED_ID_FOR_EVER, "note-out")).isEmpty();
    }

    @Test
    void theShareNameIsLogged() {
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
}
