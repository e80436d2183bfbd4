package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** Of many messages one is slow, one fails and one never ends. */
class OverloadIT {

    private static final int WINDOW = 1000;
    private static final int SLOW = 100;
    private static final int BAD = 200;
    private static final int STUCK = 1500;

    private final ArtemisServer server = ArtemisServer.started();
    private final FaultProxy proxy = FaultProxy.before(server);

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ignore", "reject" })
    void othersGoOnUpToTheReceiveMaximumAndOtherConnectionsAreNotTouched(String strategy) throws Exception {
        proxy.record();
        String[] attributes = { "client-id=fixed", "receive-maximum=" + WINDOW, "failure-strategy=" + strategy };
        try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher");
                MqttCompanion subscriber = MqttCompanion.connect(server, "subscriber");
                Application application = Application.start(proxy.host(), proxy.port(), attributes)
                        .awaitLine("Channel `work` subscribed to").awaitLine("Channel `numbers` subscribed to")) {
            ReceivedMessages doubles = subscriber.subscribe("doubles", 1);
            publisher.publish(3 * WINDOW, i -> TestMessage.of("work", i + mood(i))).awaitCompletion();

            List<String> handedOver = numbers(STUCK + WINDOW);
            await().atMost(Duration.ofSeconds(20)).until(() -> application.received().size() == handedOver.size());
            await().until(() -> application.acknowledged().size() == handedOver.size() - 2);
            proxy.awaitPackets(Direction.UPSTREAM, MqttMessageType.PUBACK, STUCK);

            publisher.publish(2000, i -> TestMessage.to("numbers").payload(ByteBuffer.allocate(4).putInt(i).array()))
                    .awaitCompletion();
            doubles.awaitRecords(2000);
            assertThat(application.received()).as("no more than that").containsExactlyElementsOf(handedOver);
            assertThat(application.acknowledged()).doesNotContain(String.valueOf(BAD), String.valueOf(STUCK))
                    .as("the slow one did not hold up others").endsWith(String.valueOf(STUCK + WINDOW - 1));
            assertThat(proxy.connections()).as("work, numbers, doubles, orders").isEqualTo(4);
            application.kill();
        }
        attributes[1] = "receive-maximum=" + 2 * WINDOW; // it is stuck again, and the window counts from there
        try (Application second = Application.start(server, attributes)) {
            await().atMost(Duration.ofSeconds(20)).until(
                    () -> second.received().containsAll(numbers(3 * WINDOW).subList(STUCK, 3 * WINDOW)));
        }
    }

    private static String mood(int number) {
        return switch (number) {
            case SLOW -> " slow";
            case BAD -> " bad";
            case STUCK -> " stuck";
            default -> "";
        };
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
