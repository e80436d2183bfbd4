package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;
import io.quarkiverse.mqtt5endpoint.testkit.EnabledIfMosquitto;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** Mosquitto forgets shared subscriptions in an orderly restart, and resumes the session nevertheless. */
@EnabledIfMosquitto
class MosquittoRestartTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final MqttServer server = MosquittoServer.builder().persistence().start();
    private final TestEndpoint app = TestEndpoint.at(server);
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        log.close();
        app.close();
        server.close();
    }

    @Test
    void sharedSubscriptionGoesOnAfterEachRestart() {
        Consumer consumer = app.incoming("restarted", "topic=data", "client-id=fixed").acknowledging();
        awaitReady();
        for (int restarts = 1; restarts <= 2; restarts++) {
            server.stop();
            await().atMost(LONG).until(() -> !app.readiness("restarted").isOk());
            server.start();
            awaitReady();
            assertThat(log.lines(100, "restarted")).last().asString().contains("resumed");
            int before = consumer.messages().size();
            await().atMost(LONG).pollInterval(Duration.ofSeconds(1)).until(() -> {
                publish();
                return consumer.messages().size() > before;
            });
        }
    }

    private void awaitReady() {
        await().atMost(LONG)
                .until(() -> app.readiness("restarted").isOk() && app.readiness("restarted").getMessage() == null);
    }

    private void publish() {
        try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
            publisher.publish(TestMessage.of("data", "x").qos(1)).awaitCompletion();
        }
    }
}
