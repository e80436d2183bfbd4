package io.quarkiverse.mqtt5endpoint.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront.Handshake;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;

/** A running application whose channels have their TLS from the registry. */
@QuarkusTest
@TestProfile(SecurityProfile.class)
@QuarkusTestResource(Servers.class)
class TlsRegistryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Servers servers;

    @Inject
    Readings readings;

    @Inject
    Lines lines;

    private void assertGoesRound(String reading) {
        CompletableFuture<Void> sent = lines.sensor.send(reading).toCompletableFuture();
        await().atMost(PATIENCE).until(() -> readings.all().contains(reading));
        sent.join();
    }

    private static Handshake awaitHandshake(TlsFront front, int number) {
        return await().atMost(PATIENCE).until(front::handshakes, all -> all.size() >= number).get(number - 1);
    }

    private static Handshake handshake(Multi<String> line, TlsFront front) {
        int before = front.handshakes().size();
        line.subscribe().with(message -> {
        }, failure -> {
        });
        return awaitHandshake(front, before + 1);
    }

    private static Throwable failure(Multi<String> line) {
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        line.subscribe().with(message -> {
        }, failed::complete);
        return await().atMost(PATIENCE).until(() -> failed.getNow(null), cause -> cause != null);
    }

    @Test
    void rotatedCertificatesAreUsedByTheNextConnect() {
        assertGoesRound("one");
        assertThat(servers.front.handshakes()).containsOnly(new Handshake("TLSv1.3", "CN=first,O=testkit", "mqtt.example"));
        int before = servers.front.handshakes().size();
        servers.rotate();
        assertGoesRound("two");
        List<Handshake> handshakes = servers.front.handshakes();
        assertThat(handshakes.subList(before, handshakes.size()))
                .containsExactly(new Handshake("TLSv1.3", "CN=second,O=testkit", "mqtt.example"),
                        new Handshake("TLSv1.3", "CN=second,O=testkit", "mqtt.example"));
    }

    @Test
    void anotherHostIsRefusedWhereTheAlgorithmIsSilent() {
        assertThat(failure(lines.otherHost)).hasMessageContaining("Channel `other-host`")
                .hasMessageContaining("other.example").hasMessageContaining("certificate is");
    }

    @Test
    void anotherHostIsAcceptedWithAlgorithmNone() {
        assertThat(handshake(lines.anyHost, servers.open).serverName()).isEqualTo("other.example");
    }

    @Test
    void trustAllIsHonoured() {
        assertThat(handshake(lines.trustAll, servers.stranger).serverName()).isEqualTo("mqtt.example");
    }

    @Test
    void protocolsAreHonoured() {
        assertThat(handshake(lines.oldProtocol, servers.open).protocol()).isEqualTo("TLSv1.2");
    }

    @Test
    void cipherSuitesAreHonoured() {
        assertThat(handshake(lines.oneCipherSuite, servers.open).protocol()).isEqualTo("TLSv1.2");
    }

    @Test
    void handshakeTimeoutIsHonoured() {
        assertThat(failure(lines.impatient)).hasMessageContaining("the TLS handshake timed out");
    }
}
