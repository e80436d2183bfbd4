package io.quarkiverse.mqtt5endpoint.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.mqtt5endpoint.faults.ServerKind;
import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;
import io.quarkiverse.mqtt5endpoint.runtime.observe.Counters;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/**
 * What servers do with a PUBLISH that is malformed or odd: the table in the documentation says which of them pass it on.
 * None of them stops a channel that gets it.
 */
class OddPublishesIT {

    private static final Path TABLE = Path.of("src", "test", "resources", "odd-publishes.csv");
    private static final int REPAIRED = 125;

    @ParameterizedTest
    @EnumSource
    void channelsGoOnWithTheNextMessageWhateverTheServerPassesOn(ServerKind kind) throws IOException {
        try (MqttServer server = kind.start();
                ReadingApplication readings = ReadingApplication.start(server);
                TestLog log = new TestLog();
                TestEndpoint app = TestEndpoint.at(server)) {
            String channel = "odd-at-" + kind; // tests that run side by side have one log
            Consumer consumer = app.incoming(channel, "topics=odd/#,$odd/#", "client-id=fixed", "shared-subscription=false")
                    .acknowledging();
            await().atMost(Duration.ofSeconds(20)).until(() -> app.counters(channel).ready.sum() > 0);
            List<Attempt> attempts = tryAll(server, consumer, readings);
            assertThat(consumer.failure()).isNull();
            assertThat(app.readiness(channel).isOk()).isTrue();
            assertRepaired(app.counters(channel), log.lines(REPAIRED, channel), attempts);
            readings.assertCleanLines();
            assertThat(outcomes(attempts)).as("the table in " + TABLE).isEqualTo(expected(kind));
        }
    }

    private static List<Attempt> tryAll(MqttServer server, Consumer consumer, ReadingApplication readings) {
        List<Attempt> attempts = new ArrayList<>();
        try (Observer observer = new Observer(server)) {
            OddPublish.all().forEach(publish -> {
                String topic = "odd/" + attempts.size();
                Attempt attempt = observer.publish(publish, topic);
                attempts.add(attempt);
                if (attempt.isRepaired()) {
                    observer.publish(publish, topic);
                }
                await().alias(publish + ", and the next message").pollInterval(Duration.ofMillis(5))
                        .until(() -> consumer.payloads().contains(observer.lastMarker()));
            });
            observer.publish("odd/reading", "{\"number\":4711}");
            readings.awaitReading(4711);
        }
        return attempts;
    }

    private static void assertRepaired(Counters counters, List<String> reports, List<Attempt> attempts) {
        int repaired = (int) attempts.stream().filter(Attempt::isRepaired).count();
        assertThat(counters.reconnects.sum()).as("reconnects").isZero();
        assertThat(counters.repaired.sum()).as("messages that lost a property").isEqualTo(2 * repaired);
        assertThat(reports).as("reports, one for each topic").hasSize(repaired);
    }

    private static Map<String, String> outcomes(List<Attempt> attempts) {
        return attempts.stream().collect(Collectors.toMap(attempt -> attempt.publish().toString(),
                attempt -> withoutCode(attempt.outcome())));
    }

    private static Map<String, String> expected(ServerKind kind) throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        int column = List.of(lines.get(0).split(";")).indexOf(kind.title());
        return lines.stream().skip(1).map(line -> line.split(";"))
                .collect(Collectors.toMap(cells -> cells[0] + ": " + cells[1], cells -> withoutCode(cells[column])));
    }

    /** A server may close the connection before its DISCONNECT has arrived. */
    private static String withoutCode(String outcome) {
        return outcome.startsWith("refused") ? "refused" : outcome;
    }
}
