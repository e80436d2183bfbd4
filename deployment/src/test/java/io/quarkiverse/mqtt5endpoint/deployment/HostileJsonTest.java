package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** JSON that is made to hurt costs its own message, and nothing else. */
class HostileJsonTest {

    private static final int LEVELS = 100_000;

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Application.class, Nested.class))
            .withConfiguration("mp.messaging.connector.smallrye-mqtt5-endpoint.failure-strategy=ignore");

    record Nested(Nested next, Object any) {
    }

    @ApplicationScoped
    static class Application {

        private final List<Object> seen = new CopyOnWriteArrayList<>();

        @Incoming("objects")
        void object(JsonObject payload) {
            seen.add("objects");
        }

        @Incoming("arrays")
        void array(JsonArray payload) {
            seen.add("arrays");
        }

        @Incoming("records")
        void nested(Nested payload) {
            seen.add("records");
        }

        List<Object> seen() {
            return seen;
        }
    }

    @Inject
    Application application;

    @Inject
    HealthCenter health;

    @ConfigProperty(name = "mp.messaging.connector.smallrye-mqtt5-endpoint.port")
    int port;

    @ParameterizedTest
    @ValueSource(strings = { "objects", "arrays", "records" })
    void isNackedAndTheNextMessageIsDelivered(String channel) {
        await().until(() -> health.getReadiness().isOk());
        try (MqttCompanion client = MqttCompanion.connect("127.0.0.1", port, "test-" + channel)) {
            for (String text : List.of("{\"next\":", "{\"any\":[", "[")) {
                client.publish(channel, text.repeat(LEVELS), 1).awaitCompletion();
            }
            client.publish(channel, channel.equals("arrays") ? "[]" : "{}", 1).awaitCompletion();
        }
        await().until(() -> application.seen().contains(channel));
        assertThat(application.seen()).filteredOn(channel::equals).hasSize(1);
        assertThat(health.getReadiness().isOk()).isTrue();
        assertThat(health.getLiveness().isOk()).isTrue();
    }
}
