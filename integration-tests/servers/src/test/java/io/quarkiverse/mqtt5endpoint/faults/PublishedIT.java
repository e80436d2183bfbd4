package io.quarkiverse.mqtt5endpoint.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** What the application saw acknowledged is at the server, and it hears of every other message, or that one waits. */
class PublishedIT {

    private static final int ORDERS = 3000;
    private static final int WINDOW = 1024;

    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    @ParameterizedTest
    @CsvSource({ "ARTEMIS,1", "MOSQUITTO,2" })
    void whenTheApplicationIsKilledBetweenPublishAndItsAcknowledgement(ServerKind kind, int qos) throws Exception {
        try (MqttServer server = kind.start();
                FaultProxy proxy = FaultProxy.before(server);
                Counter counter = counter(server);
                Application application = Application.launch(null, proxy.host(), proxy.port(), orders(qos))) {
            proxy.stallOn(Direction.DOWNSTREAM, acknowledgement(qos), 500).get(30, TimeUnit.SECONDS);
            await().until(() -> application.ordered().size() > application.published().size());
            application.kill();
            assertThat(application.published()).isNotEmpty().hasSizeLessThan(500);
            assertThat(application.refused()).isEmpty();
            assertThat(application.ordered().size() - application.published().size()).as("wait").isLessThanOrEqualTo(WINDOW);
            proxy.resume();
            awaitArrived(application.published());
        }
    }

    @ParameterizedTest
    @CsvSource({ "ARTEMIS,2", "HIVEMQ,1" })
    void whenTheServerIsKilledAndTheConnectionReset(ServerKind kind, int qos) throws Exception {
        try (MqttServer server = kind.start();
                FaultProxy proxy = FaultProxy.before(server);
                Counter counter = counter(server)) {
            CompletableFuture<Void> reset = proxy.resetOn(Direction.DOWNSTREAM, acknowledgement(qos), 500);
            CompletableFuture<Void> stalled = proxy.stallOn(Direction.DOWNSTREAM, acknowledgement(qos), 1500);
            try (Application application = Application.launch(null, proxy.host(), proxy.port(), orders(qos))) {
                stalled.get(30, TimeUnit.SECONDS);
                assertThat(reset).isDone();
                ServerKind.strike(server);
                assertThat(application.published().size()).as("in the midst").isLessThan(ORDERS);
                proxy.cut().resume();
                server.start();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> application.published().size() + application.refused().size() == ORDERS);
                assertThat(application.refused()).isEmpty();
                assertThat(application.published()).doesNotHaveDuplicates();
                awaitArrived(application.published());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "ARTEMIS")
    void whenTheServerDoesNotComeBack(ServerKind kind) throws Exception {
        try (MqttServer server = kind.start();
                FaultProxy proxy = FaultProxy.before(server);
                Counter counter = counter(server);
                Application application = Application.launch(null, proxy.host(), proxy.port(), with(orders(1),
                        "-Dmp.messaging.outgoing.orders.reconnect-attempts=1"))) {
            proxy.stallOn(Direction.DOWNSTREAM, MqttMessageType.PUBACK, 500).get(30, TimeUnit.SECONDS);
            ServerKind.strike(server);
            proxy.cut().refuse().resume();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> application.published().size() + application.refused().size() == ORDERS);
            Set<String> both = new HashSet<>(application.published());
            both.retainAll(application.refused());
            assertThat(both).as("acknowledged and refused").isEmpty();
            assertThat(application.published()).isNotEmpty();
            server.start();
            awaitArrived(application.published());
        }
    }

    /** The new process begins with packet identifiers that the server still knows from the old one. */
    @ParameterizedTest
    @CsvSource({ "ARTEMIS,2", "MOSQUITTO,2" })
    void whenTheProcessThatTookOverGoesOnWithTheSession(ServerKind kind, int qos) throws Exception {
        try (MqttServer server = kind.start();
                FaultProxy proxy = FaultProxy.before(server);
                Counter counter = counter(server)) {
            CompletableFuture<Void> stalled = proxy.stallOn(Direction.UPSTREAM, MqttMessageType.PUBREL, ORDERS - WINDOW + 1);
            List<String> published;
            try (Application first = Application.launch(null, proxy.host(), proxy.port(), orders(qos))) {
                stalled.get(30, TimeUnit.SECONDS);
                await().until(() -> !first.published().isEmpty());
                first.kill();
                published = first.published();
            }
            proxy.cut().resume();
            try (Application second = Application.launch(null, proxy.host(), proxy.port(),
                    with(orders(qos), "-Dfaults.first-order=" + ORDERS))) {
                await().atMost(Duration.ofSeconds(30)).until(() -> second.published().size() == ORDERS);
                awaitArrived(second.published());
                awaitArrived(published);
            }
        }
    }

    private void awaitArrived(List<String> all) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> missing = new ArrayList<>(all);
            missing.removeAll(arrived);
            assertThat(missing).as("acknowledged and not at the server").isEmpty();
        });
    }

    private Counter counter(MqttServer server) {
        return Counter.of(server, "orders", number -> arrived.add(String.valueOf(number)));
    }

    private static MqttMessageType acknowledgement(int qos) {
        return qos == 1 ? MqttMessageType.PUBACK : MqttMessageType.PUBREC;
    }

    private static String[] orders(int qos) {
        return new String[] { "-Dfaults.orders=" + ORDERS, "-Dmp.messaging.outgoing.orders.qos=" + qos,
                "-Dmp.messaging.outgoing.orders.client-id=orders",
                // A server may need long to start again.
                "-Dmp.messaging.connector.smallrye-mqtt5-endpoint.reconnect-attempts=-1" };
    }

    private static String[] with(String[] options, String... more) {
        return Stream.of(options, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
