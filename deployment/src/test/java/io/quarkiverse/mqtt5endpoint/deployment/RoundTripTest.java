package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/** Two channels without a word of configuration but their topic find the server of Dev Services. */
class RoundTripTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Readings.class, Reading.class))
            .overrideConfigKey("mp.messaging.incoming.readings.topic", "plant/+/temperature")
            .overrideConfigKey("mp.messaging.outgoing.sensor.topic", "plant/7/temperature");

    record Reading(String sensor, double value) {
    }

    @ApplicationScoped
    static class Readings {

        private final List<Reading> received = new CopyOnWriteArrayList<>();

        @Channel("sensor")
        Emitter<Reading> sensor;

        CompletionStage<Void> send(Reading reading) {
            return sensor.send(reading);
        }

        List<Reading> received() {
            return received;
        }

        @Incoming("readings")
        void read(Reading reading) {
            received.add(reading);
        }
    }

    @Inject
    Readings readings;

    @Test
    void whatIsPublishedIsConsumed() {
        await().untilAsserted(() -> {
            readings.send(new Reading("t7", 21.5)).toCompletableFuture().join();
            assertThat(readings.received()).contains(new Reading("t7", 21.5));
        });
    }
}
