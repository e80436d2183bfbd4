package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServerProcessTest {

    @Test
    void sessionsAndMessagesSurviveAKill() {
        try (ServerProcess server = ServerProcess.artemis()) {
            try (TestClient subscriber = TestClient.builder(server, "subscriber").session(3600).connect()) {
                subscriber.subscribe("t", 1);
            }
            try (TestClient publisher = TestClient.connect(server, "publisher")) {
                publisher.publishAll("t", 100, 1);
            }
            server.kill();
            server.start();
            try (TestClient subscriber = TestClient.builder(server, "subscriber").session(3600).connect()) {
                assertThat(subscriber.sessionPresent()).isTrue();
                assertThat(subscriber.awaitMessages(100)).hasSize(100);
            }
        }
    }

    @Test
    void itStopsProperlyAndStartsAgain() {
        try (ServerProcess server = ServerProcess.artemis()) {
            server.stop();
            server.start();
            try (TestClient client = TestClient.connect(server, "c")) {
                assertThat(client.publish("t", "x", 1)).isZero();
            }
        }
    }
}
