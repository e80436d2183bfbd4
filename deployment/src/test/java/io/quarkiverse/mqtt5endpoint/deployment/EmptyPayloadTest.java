package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import io.vertx.core.json.JsonObject;

/** An empty message, the way in which MQTT clears a retained one, on channels that convert to an object. */
class EmptyPayloadTest {

    private static final String READING = "{\"sensor\":\"t7\"}";

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Application.class, Reading.class))
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && !String.valueOf(record.getLoggerName()).startsWith("org.apache"))
            .assertLogRecords(EmptyPayloadTest::assertLines)
            .withConfiguration("""
                    mp.messaging.connector.smallrye-mqtt5-endpoint.empty-payload=null
                    mp.messaging.connector.smallrye-mqtt5-endpoint.failure-strategy=dead-letter-queue
                    mp.messaging.connector.smallrye-mqtt5-endpoint.dead-letter-queue.topic=returned
                    mp.messaging.outgoing.from-stream.topic=from/stream
                    mp.messaging.incoming.stops.empty-payload=fail
                    mp.messaging.incoming.stops.failure-strategy=fail
                    mp.messaging.incoming.nacked.empty-payload=fail
                    mp.messaging.incoming.ignored.empty-payload=ignore
                    mp.messaging.incoming.ignored-objects.empty-payload=ignore
                    mp.messaging.incoming.ignored-stream.empty-payload=ignore
                    mp.messaging.incoming.plain.empty-payload=fail
                    mp.messaging.incoming.bytes.empty-payload=fail
                    """);

    record Reading(String sensor) {
    }

    @ApplicationScoped
    static class Application {

        private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

        @Channel("ignored-stream")
        Multi<Reading> ignoredStream;

        void subscribe(@Observes StartupEvent event) {
            ignoredStream.subscribe().with(payload -> see("ignored-stream", payload));
        }

        @Incoming("stops")
        void stops(Reading payload) {
            see("stops", payload);
        }

        @Incoming("nacked")
        void nacked(Reading payload) {
            see("nacked", payload);
        }

        @Incoming("ignored")
        void ignored(Reading payload) {
            see("ignored", payload);
        }

        @Incoming("ignored-objects")
        void ignoredObjects(JsonObject payload) {
            see("ignored-objects", payload);
        }

        @Incoming("plain")
        void plain(String payload) {
            see("plain", payload);
        }

        @Incoming("bytes")
        void bytes(byte[] payload) {
            see("bytes", payload.length);
        }

        @Incoming("nulls")
        void nulls(Reading payload) {
            see("nulls", payload);
        }

        @Incoming("null-messages")
        Uni<Void> nullMessages(Message<List<Reading>> message) {
            see("null-messages", message.getPayload());
            return Uni.createFrom().completionStage(message.ack());
        }

        @Incoming("optionals")
        void optionals(Optional<Reading> payload) {
            see("optionals", payload);
        }

        @Incoming("stream")
        @Outgoing("from-stream")
        Multi<Reading> stream(Multi<Reading> payloads) {
            return payloads.invoke(payload -> see("stream", payload));
        }

        @Incoming("optional-stream")
        @Outgoing("inside")
        Multi<String> optionalStream(Multi<Optional<Reading>> payloads) {
            return payloads.map(String::valueOf);
        }

        @Incoming("inside")
        void inside(String payload) {
            see("optional-stream", payload);
        }

        @Incoming("number")
        void number(int payload) {
            see("number", payload);
        }

        private void see(String channel, Object payload) {
            of(channel).add(String.valueOf(payload));
        }

        List<String> of(String channel) {
            return seen.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>());
        }
    }

    @Inject
    Application application;

    @Inject
    HealthCenter health;

    @ConfigProperty(name = "mp.messaging.connector.smallrye-mqtt5-endpoint.port")
    int port;

    private MqttCompanion client;

    @BeforeEach
    void connect() {
        // Reactive Messaging reports the channel that ended under the name of its method, too.
        await().untilAsserted(() -> assertThat(health.getReadiness().getChannels())
                .filteredOn(channel -> !channel.getChannel().endsWith("stops"))
                .allSatisfy(channel -> assertThat(channel.isOk()).as(channel.getChannel()).isTrue()));
        client = MqttCompanion.connect("127.0.0.1", port, "empty-payload");
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({ "nulls,null", "null-messages,null", "optionals,Optional.empty", "optional-stream,Optional.empty", "plain,''",
            "bytes,0" })
    void isDeliveredAsTheSignatureCanTakeIt(String channel, String expected) {
        client.publish(channel, "", 1).awaitCompletion();
        await().untilAsserted(() -> assertThat(application.of(channel)).contains(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = { "ignored", "ignored-objects", "ignored-stream" })
    void isAcknowledgedAndSkippedWhereItIsIgnored(String channel) {
        client.subscribe("returned", 1);
        client.publish(channel, "", 1).awaitCompletion();
        client.publish(channel, READING, 1).awaitCompletion();
        await().untilAsserted(() -> assertThat(application.of(channel)).hasSize(1));
        assertThat(client.received().records()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "nacked,has an empty payload,set attribute `empty-payload` to `ignore` or `null`",
            "stream,null cannot be delivered,ask for `Optional`", "number,null cannot be delivered,ask for `Optional`" })
    void isNackedWithWhatHelpsWhereItCannotBeDelivered(String channel, String what, String help) {
        client.subscribe("returned", 1);
        client.publish(channel, "", 1).awaitCompletion();
        client.publish(channel, channel.equals("number") ? "7" : READING, 1).awaitCompletion();
        await().untilAsserted(() -> assertThat(application.of(channel)).hasSize(1));
        TestMessage returned = client.received().awaitNextRecord();
        assertThat(returned.text()).isEmpty();
        assertThat(returned.userProperty("dead-letter-reason")).hasValueSatisfying(
                reason -> assertThat(reason).contains("Channel `" + channel + "`", "of topic `" + channel + "`", what, help));
    }

    @Test
    void endsTheChannelByDefaultWithOneLineThatSaysWhy() {
        client.publish("stops", "", 1).awaitCompletion();
        await().untilAsserted(() -> assertThat(health.getLiveness().getChannels())
                .filteredOn(channel -> channel.getChannel().equals("stops")).noneMatch(ChannelInfo::isOk));
    }

    private static void assertLines(List<LogRecord> lines) {
        assertThat(lines).extracting(EmptyPayloadTest::text)
                .filteredOn(line -> line.contains("`stops`") && line.startsWith("MQTT5E"))
                .singleElement().asString().startsWith("MQTT5E00119: Channel `stops`: processing of a message of topic `stops`")
                .contains("has an empty payload", "set attribute `empty-payload` to `ignore` or `null`");
    }

    private static String text(LogRecord line) {
        return new PatternFormatter("%s").format((ExtLogRecord) line);
    }
}
