package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** A channel whose configuration changes between two processes, while the server keeps the session. */
class StaleSubscriptionsIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String LAST = "last";
    // One of each kind for all tests, as some take long to start; each channel has topics and a session of its own.
    private static final Map<ServerKind, MqttServer> SERVERS = new EnumMap<>(ServerKind.class);

    private final TestLog log = new TestLog();

    private MqttServer server;
    private TestEndpoint after;
    private String topic;

    @AfterEach
    void end() {
        if (after != null) {
            after.close();
        }
        log.close();
    }

    @AfterAll
    static void stopServers() {
        SERVERS.values().forEach(MqttServer::close);
    }

    @ParameterizedTest
    @EnumSource
    void messageOfAChangedTopicIsProcessedOnce(ServerKind kind) {
        Consumer consumer = change(kind, "topic", "topic=topic/#", "topic=topic/+/temperature");
        if (kind == ServerKind.ARTEMIS) {
            // It names all subscriptions that match with each copy: the first message comes twice, and leads to UNSUBSCRIBE.
            publish("first");
            consumer.awaitMessages(1, LONG);
            await().atMost(LONG).until(() -> log.lines(128, "topic").size() == 1);
            await().atMost(LONG).until(() -> arrivesOnce(consumer, "again"));
        }
        assertEachOnce(consumer);
    }

    @ParameterizedTest
    @EnumSource
    void messageOfAChangedShareIsProcessedOnce(ServerKind kind) {
        assertEachOnce(change(kind, "share", "share-name=before", "share-name=after", "topic=share/#"));
    }

    @ParameterizedTest
    @EnumSource
    void messageOfASubscriptionThatIsNoLongerSharedIsProcessedOnce(ServerKind kind) {
        assertEachOnce(change(kind, "own", "shared-subscription=true", "shared-subscription=false", "topic=own/#"));
    }

    @ParameterizedTest
    @EnumSource
    void messageOfASubscriptionThatIsSharedNowIsProcessedOnce(ServerKind kind) {
        assertEachOnce(change(kind, "shared", "shared-subscription=false", "shared-subscription=true", "topic=shared/#"));
    }

    /** The channel with the configuration of the second process, on the session of the first. */
    private Consumer change(ServerKind kind, String channel, String from, String to, String... common) {
        server = SERVERS.computeIfAbsent(kind, ServerKind::start);
        topic = channel + "/1/temperature";
        TestEndpoint before = TestEndpoint.at(server);
        before.incoming(channel, attributes(channel, from, common)).acknowledging();
        awaitReady(before, channel);
        before.close();
        after = TestEndpoint.at(server);
        Consumer consumer = after.incoming(channel, attributes(channel, to, common)).acknowledging();
        awaitReady(after, channel);
        assertThat(log.lines(100, channel)).as("the second process resumes").last().asString().contains("resumed");
        return consumer;
    }

    private static String[] attributes(String clientId, String one, String... others) {
        return Stream.concat(Stream.of("client-id=" + clientId, one), Stream.of(others)).toArray(String[]::new);
    }

    private boolean arrivesOnce(Consumer consumer, String payload) {
        long before = count(consumer, payload);
        publish(payload);
        await().atMost(LONG).until(() -> count(consumer, payload) > before);
        await().during(Duration.ofMillis(300)).until(() -> true);
        return count(consumer, payload) == before + 1;
    }

    private static long count(Consumer consumer, String payload) {
        return consumer.payloads().stream().filter(payload::equals).count();
    }

    private void assertEachOnce(Consumer consumer) {
        List<String> numbers = IntStream.range(0, 20).mapToObj(String::valueOf).toList();
        publish(Stream.concat(numbers.stream(), Stream.of(LAST)).toArray(String[]::new));
        await().atMost(LONG).until(() -> consumer.payloads().contains(LAST));
        await().during(Duration.ofMillis(500)).until(() -> count(consumer, LAST) == 1);
        assertThat(consumer.payloads()).filteredOn(numbers::contains).containsExactlyElementsOf(numbers);
    }

    private void publish(String... payloads) {
        try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
            for (String payload : payloads) {
                publisher.publish(TestMessage.of(topic, payload).qos(1)).awaitCompletion();
            }
        }
    }

    private static void awaitReady(TestEndpoint app, String channel) {
        await().atMost(LONG).until(() -> app.readiness(channel).isOk() && app.readiness(channel).getMessage() == null);
    }
}
