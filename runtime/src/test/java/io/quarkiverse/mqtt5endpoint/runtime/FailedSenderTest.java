package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What becomes of an outgoing channel whose stream of messages fails: nothing restarts it. */
class FailedSenderTest {

    private static final String REASON = "Channel `out`: the stream of messages to publish failed: "
            + "java.lang.IllegalStateException: no more";

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @Test
    void channelOfAFailedStreamIsNeitherReadyNorAlive() {
        Producer producer = app.outgoing("out");
        producer.send("m").join();
        producer.fail(new IllegalStateException("no more"));
        server.awaitReceived(DISCONNECT, 1);
        await().until(() -> !app.liveness("out").isOk());
        assertThat(app.readiness("out").isOk()).isFalse();
        assertThat(app.liveness("out").getMessage()).endsWith(REASON);
        assertThat(app.readiness("out").getMessage()).endsWith(REASON);
        assertThat(log.lines(133, "out")).singleElement().asString().contains("no more");
        assertThat(log.problems("out")).hasSize(1);
    }

    @Test
    void messageUnderWayIsNackedWithTheReason() {
        Producer producer = app.outgoing("out");
        server.holdAcks();
        CompletableFuture<Void> sent = producer.send("m");
        server.awaitReceived(PUBLISH, 1);
        producer.fail(new IllegalStateException("no more"));
        assertThatThrownBy(sent::join).hasStackTraceContaining(REASON);
    }

    @Test
    void otherChannelsOfTheConnectionFailToo() {
        String common = "shared-connection-name=common";
        Consumer consumer = app.incoming("in", common, "topic=t");
        Producer producer = app.outgoing("out", common);
        await().until(() -> app.readiness("in").isOk());
        producer.fail(new IllegalStateException("no more"));
        assertThat(consumer.awaitFailure())
                .hasMessageContaining("Channel `in`: channel `out`, which shares the connection, failed")
                .hasMessageContaining("no more");
        assertThat(log.lines(103, "in")).hasSize(1);
        assertThat(log.lines(103, "out")).noneMatch(line -> line.contains("Channel `out` failed"));
    }

    @Test
    void channelWhoseStreamCompletesStaysAlive() {
        Producer producer = app.outgoing("out");
        producer.send("m").join();
        producer.complete();
        assertThat(app.liveness("out").isOk()).isTrue();
    }
}
