package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** A channel with a concurrency of four is four clients that share one subscription. */
class ConcurrencyTest {

    private static final int MESSAGES = 400;

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Jobs.class))
            .overrideConfigKey("quarkus.application.name", "work")
            .overrideConfigKey("mp.messaging.incoming.jobs.concurrency", "4")
            .overrideConfigKey("mp.messaging.incoming.jobs.client-id", "worker")
            .overrideConfigKey("mp.messaging.incoming.jobs.receive-maximum", "1")
            .setLogRecordPredicate(line -> line.getLoggerName().equals("io.quarkiverse.mqtt5endpoint"))
            .assertLogRecords(lines -> assertThat(lines).extracting(line -> ((ExtLogRecord) line).getFormattedMessage())
                    .filteredOn(line -> line.startsWith("MQTT5E00100"))
                    .extracting(line -> line.replaceFirst(".*Channel `(.*?)` .* as `(.*?)`.*", "$1 $2"))
                    // Artemis ends a connection whose SUBSCRIBE to a share meets another one: those connect twice.
                    .containsOnly("jobs$1 worker-1", "jobs$2 worker-2", "jobs$3 worker-3", "jobs$4 worker-4"));

    @ApplicationScoped
    static class Jobs {

        private final List<String> done = new CopyOnWriteArrayList<>();
        private final Set<String> channels = ConcurrentHashMap.newKeySet();
        private final Queue<CompletableFuture<Void>> inHands = new ConcurrentLinkedQueue<>();
        private volatile boolean busy = true;

        @Incoming("jobs")
        CompletionStage<Void> work(Message<String> job) {
            done.add(job.getPayload());
            channels.add(job.getMetadata(IncomingMqtt5Metadata.class).orElseThrow().getChannel());
            CompletableFuture<Void> finished = new CompletableFuture<>();
            inHands.add(finished);
            if (!busy) {
                finish();
            }
            return finished.thenCompose(nothing -> job.ack());
        }

        void finish() {
            busy = false;
            for (CompletableFuture<Void> next = inHands.poll(); next != null; next = inHands.poll()) {
                next.complete(null);
            }
        }

        List<String> done() {
            return done;
        }

        Set<String> channels() {
            return channels;
        }
    }

    @Inject
    Jobs jobs;

    @Inject
    HealthCenter health;

    @ConfigProperty(name = "mp.messaging.connector.smallrye-mqtt5-endpoint.port")
    int port;

    @Test
    void fourClientsShareTheMessages() {
        await().until(() -> health.getStartup().isOk() && health.getReadiness().isOk());
        assertThat(health.getReadiness().getChannels()).hasSize(4);
        try (MqttCompanion sender = MqttCompanion.connect("127.0.0.1", port, "sender")) {
            sender.publish(MESSAGES, i -> TestMessage.of("jobs", String.valueOf(i))).awaitCompletion();
            // Each client has one message in hand and gets no second one.
            await().until(() -> jobs.done().size() == 4);
            jobs.finish();
            await().until(() -> jobs.done().size() >= MESSAGES);
        }
        assertThat(jobs.done()).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList());
        assertThat(jobs.channels()).containsExactly("jobs");
    }
}
