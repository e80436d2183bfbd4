package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each real server does for a {@link MqttCompanion}. */
@Timeout(120)
abstract class RealServerContract {

    MqttServer server;

    abstract MqttServer startServer();

    @BeforeEach
    void start() {
        server = startServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void messageComesBackWithAllProperties() {
        try (MqttCompanion client = MqttCompanion.connect(server, "round-trip")) {
            client.subscribe("a/#", 2);
            client.publish(TestMessage.to("a/b").payload("hello").qos(2).utf8().contentType("text/plain")
                    .responseTopic("answers").correlationData(new byte[] { 1, 2 }).expiry(100)
                    .userProperty("k", "1").userProperty("k", "2")).awaitCompletion();

            TestMessage message = client.received().awaitNextRecord();
            assertThat(message.topic()).isEqualTo("a/b");
            assertThat(message.text()).isEqualTo("hello");
            assertThat(message.qos()).isEqualTo(2);
            assertThat(message.isUtf8()).isTrue();
            assertThat(message.contentType()).contains("text/plain");
            assertThat(message.responseTopic()).contains("answers");
            assertThat(message.correlationData()).get().isEqualTo(new byte[] { 1, 2 });
            assertThat(message.expiry().orElseThrow()).isBetween(90L, 100L);
            assertThat(message.userProperties()).containsExactly(Map.entry("k", "1"), Map.entry("k", "2"));
        }
    }

    @Test
    void retainedMessageWaitsForSubscriber() {
        try (MqttCompanion client = MqttCompanion.connect(server, "retained")) {
            client.publish(TestMessage.to("state").payload("on").retain()).awaitCompletion();
            client.subscribe("state", 1);
            assertThat(client.received().awaitNextRecord().retained()).isTrue();
        }
    }

    @Test
    void tenThousandMessagesOfQos1() {
        bulk(10_000, 1);
    }

    @Test
    void fiveThousandMessagesOfQos2() {
        bulk(5_000, 2);
    }

    @Test
    void twentyThousandMessagesWaitForOfflineSession() {
        try (MqttCompanion offline = MqttCompanion.builder(server).clientId("offline").session(3600).connect()) {
            offline.subscribe("queued", 1);
        }
        try (MqttCompanion sender = MqttCompanion.connect(server, "sender")) {
            sender.publish(20_000, i -> TestMessage.of("queued", String.valueOf(i))).awaitCompletion();
        }
        try (MqttCompanion back = MqttCompanion.builder(server).clientId("offline").session(3600).connect()) {
            assertThat(back.sessionPresent()).isTrue();
            back.received().awaitRecords(20_000);
            assertThat(back.received().payloads()).isEqualTo(numbers(20_000));
        }
    }

    @Test
    void publishInTwoPiecesIsTaken() throws IOException {
        byte[] publish = PieceByPiece.publish("pieces", "broken in two");
        try (MqttCompanion companion = MqttCompanion.connect(server)) {
            ReceivedMessages pieces = companion.subscribe("pieces", 1);
            for (int cut = 1; cut < publish.length; cut++) {
                PieceByPiece.send(server, publish, cut);
                assertThat(pieces.awaitNextRecord().text()).as("cut at " + cut).isEqualTo("broken in two");
            }
        }
    }

    @Test
    void startsAgainOnTheSamePort() {
        int port = server.port();
        for (int i = 0; i < 3; i++) {
            server.stop();
            server.start();
            try (MqttCompanion client = MqttCompanion.connect(server.host(), port, "again")) {
                client.publish("x", "y", 1).awaitCompletion();
            }
        }
        assertThat(server.port()).isEqualTo(port);
    }

    private void bulk(int count, int qos) {
        try (MqttCompanion receiver = MqttCompanion.connect(server, "receiver");
                MqttCompanion sender = MqttCompanion.connect(server, "sender")) {
            receiver.subscribe("bulk", qos);
            sender.publish(count, i -> TestMessage.of("bulk", String.valueOf(i)).qos(qos)).awaitCompletion();
            receiver.received().awaitRecords(count);
            assertThat(receiver.received().payloads()).isEqualTo(numbers(count));
        }
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
