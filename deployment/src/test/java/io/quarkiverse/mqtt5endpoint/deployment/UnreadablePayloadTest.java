package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** A payload that can't be converted is one line of the log for each strategy, and is shown neither there nor in the health. */
class UnreadablePayloadTest {

    private static final String SECRET = "my secret";

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Application.class, Reading.class))
            .withConfiguration("""
                    mp.messaging.incoming.ignored.failure-strategy=ignore
                    mp.messaging.incoming.refused.failure-strategy=reject
                    mp.messaging.incoming.lettered.failure-strategy=dead-letter-queue
                    mp.messaging.incoming.ended.failure-strategy=fail
                    """)
            .setLogRecordPredicate(line -> line.getLevel().intValue() >= Level.INFO.intValue())
            .assertLogRecords(UnreadablePayloadTest::check);

    record Reading(int value) {
    }

    @ApplicationScoped
    static class Application {

        @Incoming("ignored")
        void ignored(Reading reading) {
        }

        @Incoming("refused")
        void refused(Reading reading) {
        }

        @Incoming("lettered")
        void lettered(Reading reading) {
        }

        @Incoming("ended")
        void ended(Reading reading) {
        }
    }

    @Inject
    HealthCenter health;

    @ConfigProperty(name = "mp.messaging.connector.smallrye-mqtt5-endpoint.port")
    int port;

    @Test
    void payloadIsNotShown() {
        await().until(() -> health.getReadiness().isOk());
        try (MqttCompanion client = MqttCompanion.connect("127.0.0.1", port, "test")) {
            for (String channel : List.of("ignored", "refused", "lettered", "ended")) {
                client.publish(channel, "{\"value\":\"" + SECRET + "\"}", 1).awaitCompletion();
            }
        }
        await().until(() -> !health.getLiveness().isOk());
        assertThat(Stream.of(health.getLiveness(), health.getReadiness(), health.getStartup())
                .flatMap(report -> report.getChannels().stream()).map(ChannelInfo::getMessage))
                .allSatisfy(text -> assertThat(String.valueOf(text)).doesNotContain(SECRET));
    }

    private static void check(List<LogRecord> lines) {
        List<String> texts = lines.stream().map(UnreadablePayloadTest::text).toList();
        assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
        assertThat(texts).filteredOn(text -> text.contains("InvalidFormatException"))
                .allSatisfy(text -> assertThat(text.lines()).hasSize(1));
        for (String channel : List.of("ignored", "refused", "lettered", "ended")) {
            assertThat(texts).filteredOn(text -> text.contains("MQTT5E001") && text.contains("`" + channel + "`")
                    && text.contains("InvalidFormatException")).hasSize(1);
        }
    }

    private static String text(LogRecord line) {
        String text = line instanceof ExtLogRecord extended ? extended.getFormattedMessage() : line.getMessage();
        if (line.getThrown() == null) {
            return text;
        }
        StringWriter trace = new StringWriter();
        line.getThrown().printStackTrace(new PrintWriter(trace));
        return text + ": " + trace.toString().strip();
    }
}
