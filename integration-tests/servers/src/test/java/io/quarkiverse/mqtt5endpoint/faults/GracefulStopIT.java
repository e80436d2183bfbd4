package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** An orderly end with a thousand messages in the application's hands, of which not all can be finished in time. */
class GracefulStopIT {

    private static final int MESSAGES = 1000;
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    @ParameterizedTest
    @EnumSource(names = { "ARTEMIS", "MOSQUITTO" })
    void whatIsNotFinishedInTimeComesAgain(ServerKind kind) throws Exception {
        String[] attributes = { "client-id=fixed", "shared-subscription=" + kind.keepsSharedSubscriptions(),
                "-Dmp.messaging.connector.smallrye-mqtt5-endpoint.shutdown-timeout-seconds=" + DEADLINE.toSeconds() };
        try (MqttServer server = kind.start();
                Application first = Application.start(server, with(attributes, "-Dfaults.work-millis=15000",
                        "-Dfaults.work-varies=true"))) {
            try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
                publisher.publish(MESSAGES, i -> TestMessage.of("work", String.valueOf(i))).awaitCompletion();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> first.received().size() >= MESSAGES);
            long asked = System.nanoTime();
            first.terminate();
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            assertThat(took).as("time to end").isLessThan(DEADLINE.plusSeconds(12));

            Set<String> unfinished = new HashSet<>(IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList());
            unfinished.removeAll(first.acknowledged());
            assertThat(unfinished).as("not finished in time").isNotEmpty().hasSizeLessThan(MESSAGES);
            try (Application second = Application.start(server, attributes)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> second.acknowledged().containsAll(unfinished));
                List<String> again = second.received();
                System.out.printf("%s: %d of %d finished within %d ms, %d came again%n", kind, MESSAGES - unfinished.size(),
                        MESSAGES, took.toMillis(), again.size());
            }
        }
    }

    private static String[] with(String[] attributes, String... more) {
        return Stream.of(attributes, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
