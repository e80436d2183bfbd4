package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/**
 * More messages than the heap of the application can hold, while nobody takes them. As many as {@code -Doutage.messages}
 * says.
 */
class OutageIT {

    private static final int MESSAGES = Integer.getInteger("outage.messages", 20_000);
    private static final int BYTES = 4096;
    private static final int WINDOW = 1024;
    private static final Duration OUTAGE = Duration.ofSeconds(2);

    private final ArtemisServer server = ArtemisServer.started();
    private final FaultProxy proxy = FaultProxy.before(server);

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    @Test
    void consumerThatIsSlowAndThenStopsDoesNotFillTheHeap() {
        try (Application application = Application.start(server, with("client-id=fixed", "-Dfaults.work-millis=150"));
                MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
            Heap heap = Heap.of(application);
            publisher.publish(MESSAGES / 2, i -> TestMessage.to("work").payload(payload(i))).awaitCompletion();
            application.say("pause");
            publisher.publish(MESSAGES - MESSAGES / 2, i -> TestMessage.to("work").payload(payload(MESSAGES / 2 + i)))
                    .awaitCompletion();
            awaitLong().during(OUTAGE).until(() -> inHands(application) <= WINDOW);
            assertThat(application.acknowledged().size()).as("before the pause ends").isLessThan(MESSAGES);
            application.say("continue");
            awaitLong().until(() -> application.acknowledged().stream().distinct().count() == MESSAGES);
            assertThat(application.received()).as("in the order of the server, none twice").hasSize(MESSAGES);
            heap.assertFlat("%,d messages of %d bytes consumed".formatted(MESSAGES, BYTES));
        }
    }

    @Test
    void serverThatTakesNothingDoesNotFillTheHeap() {
        BitSet arrived = new BitSet();
        try (Counter counter = Counter.of(server, "orders", number -> {
            synchronized (arrived) {
                arrived.set(number);
            }
        });
                Application application = Application.start(proxy.host(), proxy.port(),
                        with("-Dfaults.orders=" + MESSAGES, "-Dfaults.order-bytes=" + BYTES))) {
            CompletableFuture<Void> stalled = proxy.stallOn(Direction.UPSTREAM, MqttMessageType.PUBLISH, MESSAGES / 4);
            awaitLong().until(stalled::isDone);
            Heap heap = Heap.of(application);
            await().during(OUTAGE).until(() -> application.ordered().size() - application.published().size() <= WINDOW);
            assertThat(application.ordered().size()).as("during the outage").isLessThan(MESSAGES);
            proxy.resume();
            awaitLong().until(() -> application.published().size() == MESSAGES);
            awaitLong().until(() -> {
                synchronized (arrived) {
                    return arrived.cardinality() == MESSAGES;
                }
            });
            assertThat(application.refused()).isEmpty();
            heap.assertFlat("%,d messages of %d bytes published".formatted(MESSAGES, BYTES));
        }
    }

    private static int inHands(Application application) {
        List<String> acknowledged = application.acknowledged();
        return application.received().size() - acknowledged.size();
    }

    private static byte[] payload(int number) {
        return (number + " ok " + "x".repeat(BYTES)).substring(0, BYTES).getBytes();
    }

    private static ConditionFactory awaitLong() {
        return await().atMost(Duration.ofSeconds(60 + MESSAGES / 1000)).pollInterval(Duration.ofMillis(250));
    }

    private static String[] with(String... attributes) {
        return Stream.concat(Stream.of(Heap.OPTIONS), Stream.of(attributes)).toArray(String[]::new);
    }
}
