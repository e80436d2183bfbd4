package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.Producer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** MQTT over WebSocket, on servers that speak it. */
@Execution(ExecutionMode.CONCURRENT)
class WebSocketTest {

    @Test
    void artemis() {
        try (ArtemisServer server = ArtemisServer.started()) {
            roundTrip(server);
        }
    }

    private static void roundTrip(MqttServer server) {
        try (TestEndpoint app = TestEndpoint.at(server).connector("transport", "websocket")) {
            Consumer in = app.incoming("in", "topic=t", "client-id=fixed").acknowledging();
            Producer out = app.outgoing("out", "topic=t", "websocket-path=/mqtt?some=query");
            await().until(() -> app.counters("in").ready.sum() > 0);
            List<String> texts = IntStream.range(0, 1000).mapToObj(String::valueOf).toList();
            List<CompletableFuture<Void>> sent = texts.stream().map(out::send).toList();
            sent.forEach(CompletableFuture::join);
            assertThat(in.awaitMessages(1000).payloads()).containsExactlyElementsOf(texts);
            await().until(() -> app.counters("in").acknowledged.sum() == 1000);
        }
    }
}
