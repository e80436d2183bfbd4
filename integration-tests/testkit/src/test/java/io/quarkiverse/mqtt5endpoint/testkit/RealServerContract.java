package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each real server does for a {@link TestClient}. */
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
        try (TestClient client = TestClient.connect(server, "round-trip")) {
            assertThat(client.subscribe("a/#", 2)).isEqualTo(2);
            client.publish(TestMessage.to("a/b").payload("hello").qos(2).utf8().contentType("text/plain")
                    .responseTopic("answers").correlationData(new byte[] { 1, 2 }).expiry(100)
                    .userProperty("k", "1").userProperty("k", "2"));

            TestMessage message = client.awaitMessages(1).get(0);
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
        try (TestClient client = TestClient.connect(server, "retained")) {
            client.publish(TestMessage.to("state").payload("on").retain());
            client.subscribe("state", 1);
            assertThat(client.awaitMessages(1).get(0).retained()).isTrue();
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
        try (TestClient offline = TestClient.builder(server, "offline").session(3600).connect()) {
            offline.subscribe("queued", 1);
        }
        try (TestClient sender = TestClient.connect(server, "sender")) {
            sender.publishAll("queued", 20_000, 1);
        }
        try (TestClient back = TestClient.builder(server, "offline").session(3600).connect()) {
            assertThat(back.sessionPresent()).isTrue();
            back.awaitMessages(20_000);
            assertThat(back.texts()).isEqualTo(numbers(20_000));
        }
    }

    @Test
    void startsAgainOnTheSamePort() {
        int port = server.port();
        for (int i = 0; i < 3; i++) {
            server.stop();
            server.start();
            try (TestClient client = TestClient.connect(server.host(), port, "again")) {
                client.publish("x", "y", 1);
            }
        }
        assertThat(server.port()).isEqualTo(port);
    }

    private void bulk(int count, int qos) {
        try (TestClient receiver = TestClient.connect(server, "receiver");
                TestClient sender = TestClient.connect(server, "sender")) {
            receiver.subscribe("bulk", qos);
            sender.publishAll("bulk", count, qos);
            receiver.awaitMessages(count);
            assertThat(receiver.texts()).isEqualTo(numbers(count));
        }
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
