package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.Producer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** One message takes three times the keep-alive to pass the line. */
@Execution(ExecutionMode.CONCURRENT)
class SlowLinesTest {

    private static final int KEEP_ALIVE_SECONDS = 2;
    // Far above what the kernel takes of a message at once: the engine can't see those bytes move.
    private static final int BYTES_PER_SECOND = 2_000_000;
    private static final int BYTES = 3 * KEEP_ALIVE_SECONDS * BYTES_PER_SECOND;
    private static final int TOO_SLOW = 200;

    private MqttServer server;
    private FaultProxy proxy;
    private TestEndpoint app;

    @AfterEach
    void end() throws Exception {
        app.close();
        proxy.close();
        server.close();
    }

    private void start(MqttServer started) {
        server = started;
        proxy = FaultProxy.before(server);
        app = TestEndpoint.at(proxy.host(), proxy.port()).connector("keep-alive-seconds", KEEP_ALIVE_SECONDS);
    }

    @Test
    void largeMessageArrivesOverOneConnection() {
        start(ArtemisServer.started());
        proxy.throttle(Direction.DOWNSTREAM, BYTES_PER_SECOND);
        Consumer consumer = app.incoming("in", "topic=large").acknowledging();
        await().until(() -> app.counters("in").ready.sum() > 0);
        try (MqttCompanion publisher = MqttCompanion.connect(server, "publisher")) {
            publisher.publish(TestMessage.to("large").payload(new byte[BYTES])).awaitCompletion();
        }
        assertThat((byte[]) consumer.awaitMessages(1, Duration.ofSeconds(60)).get(0).getPayload()).hasSize(BYTES);
        assertThat(app.counters("in").reconnects.sum()).isZero();
    }

    @Test
    void largeMessageLeavesOverOneConnection() throws Exception {
        start(ScriptedServer.started());
        proxy.throttle(Direction.UPSTREAM, BYTES_PER_SECOND);
        Producer producer = app.outgoing("out", "topic=large");
        CompletableFuture<Void> published = producer.send(new byte[BYTES]);
        published.get(60, TimeUnit.SECONDS);
        assertThat(app.counters("out").reconnects.sum()).isZero();
    }

    @Test
    void messageThatTricklesInEndsTheConnection() {
        start(ScriptedServer.started());
        app.incoming("in", "topic=large");
        await().until(() -> app.counters("in").ready.sum() > 0);
        proxy.throttle(Direction.DOWNSTREAM, TOO_SLOW);
        ((ScriptedServer) server).publish("large", new byte[BYTES], 1, false, null, 7, false);
        await().atMost(Duration.ofSeconds(60)).until(() -> app.counters("in").reconnects.sum() > 0);
    }
}
