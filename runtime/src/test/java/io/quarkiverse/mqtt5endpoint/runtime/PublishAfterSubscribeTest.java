package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.SubscribeAnswers;

class PublishAfterSubscribeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint endpoint = TestEndpoint.at(server).publishAfterSubscribe();
    private final CompletableFuture<Void> granting = new CompletableFuture<>();

    @AfterEach
    void close() {
        endpoint.close();
        server.close();
    }

    @Test
    void messagesLeaveInOrderOnceTheSubscriptionIsGranted() {
        server.onSubscribe((connection, packet) -> granting
                .thenRun(() -> SubscribeAnswers.grantRequested().answer(connection, packet)));
        Producer producer = producing("first", "second");
        endpoint.incoming("in");
        endpoint.started();
        server.awaitReceived(SUBSCRIBE, 1, PATIENCE);
        await().until(() -> endpoint.readiness("out").isOk());
        assertThat(server.received(PUBLISH)).isEmpty();
        granting.complete(null);
        producer.send("third");
        assertThat(server.awaitReceived(PUBLISH, 3, PATIENCE)).extracting(ReceivedPacket::asPublish)
                .extracting(publish -> publish.text()).containsExactly("first", "second", "third");
    }

    @Test
    void sharedConnectionSubscribesFirst() {
        endpoint.connector("shared-connection-name", "common");
        Producer producer = producing("first");
        endpoint.incoming("in");
        endpoint.started();
        producer.send("second");
        server.awaitReceived(PUBLISH, 2, PATIENCE);
        assertThat(server.received()).extracting(ReceivedPacket::type).containsSubsequence(SUBSCRIBE, PUBLISH, PUBLISH);
    }

    @Test
    void whatIsHeldBackAtTheEndIsStillPublished() {
        producing("first");
        endpoint.publisher("in");
        await().until(() -> endpoint.readiness("out").isOk());
        endpoint.stop();
        assertThat(server.awaitReceived(PUBLISH, 1, PATIENCE)).hasSize(1);
    }

    private Producer producing(String... payloads) {
        Producer producer = endpoint.outgoing("out");
        for (String payload : payloads) {
            producer.send(Message.of(payload));
        }
        return producer;
    }
}
