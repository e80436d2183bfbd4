package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** What happens to messages when whole processes come and go. The subclasses say at which server. */
abstract class Processes {

    private static final Duration LONG = Duration.ofSeconds(60);

    final MqttServer server = startServer();

    static final String WAKE = "wake";

    abstract MqttServer startServer();

    /** Whether the server goes on with QoS 2 deliveries of a shared subscription under the same packet identifiers. */
    boolean resumesSharedDeliveries() {
        return true;
    }

    /** Whether a last will arrives with all that it was given. */
    boolean keepsPropertiesOfWills() {
        return true;
    }

    /** Whether it takes notice of all that comes right before the end of a connection. */
    boolean readsToTheEnd() {
        return true;
    }

    /** Whether it sends the DISCONNECT for that, or only closes the connection. */
    boolean saysThatASessionIsTakenOver() {
        return true;
    }

    /** Does what makes a server go on that forgot to, with {@link #WAKE} if it takes a message. */
    void wake() {
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    @Test
    void messageInTheHandsOfAKilledProcessComesAgain() {
        try (Application first = Application.start(server, "client-id=fixed", "-Dfaults.work-millis=-1")) {
            publish(3, 1);
            await().until(() -> first.received().size() == 3);
            first.kill();
            assertThat(first.acknowledged()).isEmpty();
        }
        try (Application second = Application.start(server, "client-id=fixed")) {
            await().atMost(LONG).until(() -> second.acknowledged().containsAll(List.of("0", "1", "2")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void whatWaitedWhileTheProcessWasAwayArrives(int qos) {
        // QoS 2 exactly once needs a server that goes on with a shared subscription where it was, or one that is not shared.
        String sharing = "shared-subscription=" + (qos == 1 || resumesSharedDeliveries());
        try (Application first = Application.start(server, "client-id=fixed", "qos=" + qos, sharing)) {
            first.terminate();
        }
        publish(5000, qos);
        try (Application second = Application.start(server, "client-id=fixed", "qos=" + qos, sharing)) {
            await().atMost(LONG).pollInterval(Duration.ofMillis(500)).until(() -> {
                wake();
                return withoutWake(second.acknowledged()).stream().distinct().count() == 5000;
            });
            List<String> received = withoutWake(second.received());
            if (qos == 2) {
                assertThat(received).hasSize(5000);
            }
            assertThat(received.stream().distinct()).containsExactlyElementsOf(numbers(5000));
        }
    }

    @Test
    void twoProcessesWithOneShareNameShareTheMessages() {
        try (Application one = Application.start(server, "client-id=one");
                Application two = Application.start(server, "client-id=two")) {
            publish(10_000, 1);
            await().atMost(LONG).until(() -> one.received().size() + two.received().size() >= 10_000);
            assertThat(one.received()).isNotEmpty();
            assertThat(two.received()).isNotEmpty();
            await().atMost(LONG)
                    .until(() -> Stream.concat(one.received().stream(), two.received().stream()).distinct().count() == 10_000);
        }
    }

    @Test
    void processWhoseSessionIsTakenOverWaitsAndGoesOnWhenItIsFree() {
        String[] attributes = { "client-id=fixed", "reconnect-max-interval-seconds=3" };
        try (Application first = Application.start(server, attributes);
                Application second = Application.start(server, attributes)) {
            first.awaitLine(saysThatASessionIsTakenOver() ? "MQTT5E00104" : "MQTT5E00102");
            second.kill();
            publish(1, 1);
            await().atMost(LONG).until(() -> !first.acknowledged().isEmpty() || !second.acknowledged().isEmpty());
            assertThat(first.lines().stream().filter(line -> line.contains("MQTT5E00104"))).as("said once")
                    .hasSize(saysThatASessionIsTakenOver() ? 1 : 0);
            assertThat(first.lines().stream().filter(line -> line.contains("MQTT5E00102") && line.contains("`work`")))
                    .as("no tight loop").hasSizeLessThan(5);
        }
    }

    @Test
    void orderlyEndFinishesWhatIsInHand() {
        // On the wire, as a server (Artemis) may overlook what comes right before the end of a connection.
        try (FaultProxy proxy = FaultProxy.before(server).record();
                Application application = Application.start(proxy.host(), proxy.port(), "client-id=fixed",
                        "-Dfaults.work-millis=1000").awaitLine("Channel `work` subscribed to")) {
            publish(100, 1);
            await().until(() -> application.received().size() == 100);
            application.terminate();
            assertThat(application.acknowledged()).hasSize(100);
            assertThat(application.lines()).anyMatch(line -> line.contains("MQTT5E00101"))
                    .noneMatch(line -> line.contains("MQTT5E00140"));
            List<Integer> deliveries = identifiers(proxy.packets(Direction.DOWNSTREAM, MqttMessageType.PUBLISH));
            List<ReceivedPacket> acknowledgements = proxy.packets(Direction.UPSTREAM, MqttMessageType.PUBACK);
            assertThat(identifiers(acknowledgements)).isEqualTo(deliveries);
            assertThat(lastOf(proxy, acknowledgements.get(0).connection()).type()).isEqualTo(MqttMessageType.DISCONNECT);
        }
    }

    @Test
    void lastWillOfAKilledProcessIsPublished() throws Exception {
        try (MqttCompanion other = MqttCompanion.connect(server, "other");
                Application application = Application.start(server, "will-topic=gone", "will-payload=killed",
                        "will-content-type=text/x", "will-response-topic=why", "will-retain=true", "will-qos=2",
                        "will-message-expiry-interval=1000", "will-delay-interval=1")) {
            other.subscribe("gone", 2);
            application.kill();
            TestMessage will = other.received().awaitNextRecord();
            assertThat(will.text()).isEqualTo("killed");
            assertThat(will.qos()).isEqualTo(2);
            if (keepsPropertiesOfWills()) {
                assertThat(will.contentType()).hasValue("text/x");
                assertThat(will.responseTopic()).hasValue("why");
                assertThat(will.expiry().orElseThrow()).isBetween(900L, 1000L);
            }
            try (MqttCompanion later = MqttCompanion.connect(server, "later")) {
                later.subscribe("gone", 1);
                assertThat(later.received().awaitNextRecord().retained()).as("kept for later subscribers").isTrue();
            }
        }
    }

    @Test
    void orderlyEndLeavesNoLastWill() throws Exception {
        try (FaultProxy proxy = FaultProxy.before(server).record();
                MqttCompanion other = MqttCompanion.connect(server, "other");
                Application application = Application.start(proxy.host(), proxy.port(), "will-topic=gone",
                        "will-payload=killed").awaitLine("Channel `work` subscribed to")) {
            other.subscribe("gone", 1);
            int connection = proxy.packets(Direction.UPSTREAM, MqttMessageType.CONNECT).stream()
                    .filter(connect -> ((MqttConnectMessage) connect.message()).variableHeader().isWillFlag())
                    .findFirst().orElseThrow().connection();
            application.terminate();
            ReceivedPacket last = lastOf(proxy, connection);
            assertThat(last.type()).isEqualTo(MqttMessageType.DISCONNECT);
            assertThat(last.reasonCode()).as("MQTT 5, 3.14.4: the server discards the will").isZero();
            if (readsToTheEnd()) {
                other.publish("gone", "after the end", 1).awaitCompletion();
                assertThat(other.received().awaitRecords(1).records()).extracting(TestMessage::text)
                        .containsExactly("after the end");
            }
        }
    }

    @Test
    void startIsNotBlockedByAnAbsentServer() {
        server.stop();
        try (Application application = Application.start(server.host(), server.port(), "client-id=fixed")) {
            application.awaitLine("MQTT5E00102");
            server.start();
            application.awaitLine("Channel `work` subscribed to");
        }
    }

    private void publish(int count, int qos) {
        try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
            publisher.publish(count, i -> TestMessage.of("work", String.valueOf(i)).qos(qos)).awaitCompletion();
        }
    }

    private static ReceivedPacket lastOf(FaultProxy proxy, int connection) {
        return proxy.packets(Direction.UPSTREAM).stream().filter(packet -> packet.connection() == connection)
                .reduce((before, after) -> after).orElseThrow();
    }

    private static List<Integer> identifiers(List<ReceivedPacket> packets) {
        return packets.stream().map(packet -> packet.packetId()).toList();
    }

    private static List<String> withoutWake(List<String> texts) {
        return texts.stream().filter(text -> !text.equals(WAKE)).toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
