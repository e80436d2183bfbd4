package io.quarkiverse.mqtt5endpoint.deployment;

import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** An observer of the shutdown event has the last word. */
class PublishingAtShutdownTest {

    private static final String PORT = "publishing-at-shutdown-test.port";

    private static ScriptedServer server;

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(LastWords.class))
            .withConfiguration("""
                    mp.messaging.outgoing.last-words.host=127.0.0.1
                    mp.messaging.outgoing.last-words.port=${%s}
                    """.formatted(PORT))
            .setBeforeAllCustomizer(PublishingAtShutdownTest::startServer)
            .setAfterAllCustomizer(PublishingAtShutdownTest::lastWordsArrived);

    private static void startServer() {
        server = ScriptedServer.started();
        System.setProperty(PORT, String.valueOf(server.port()));
    }

    private static void lastWordsArrived() {
        try (ScriptedServer stopping = server) {
            assertThat(stopping.received(PUBLISH)).singleElement().satisfies(packet -> assertThat(
                    ((MqttPublishMessage) packet.message()).payload().toString(StandardCharsets.UTF_8)).isEqualTo("bye"));
        } finally {
            System.clearProperty(PORT);
        }
    }

    @ApplicationScoped
    static class LastWords {

        @Channel("last-words")
        Emitter<String> emitter;

        void say(@Observes ShutdownEvent event) {
            emitter.send("bye").toCompletableFuture().join();
        }
    }

    @Inject
    HealthCenter health;

    /** What the server gets when the application has ended is looked at afterwards. */
    @Test
    void observerOfTheShutdownEventCanPublish() {
        await().atMost(Duration.ofSeconds(60)).until(() -> health.getReadiness().isOk());
    }
}
