package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Where the client that the connector is built on does something else than one would think. */
class EngineTrapsTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void burstOfQos0ArrivesCompletelyWhateverTheReceiveMaximum() {
        Consumer consumer = app.incoming("in", "topic=t", "qos=0", "receive-maximum=10", "buffer-size=20000");
        server.awaitReceived(SUBSCRIBE, 1);
        MqttMessage[] burst = IntStream.range(0, 20_000).mapToObj(i -> Packets.publish("t", String.valueOf(i), 0, 0))
                .toArray(MqttMessage[]::new);
        server.send(burst);
        consumer.awaitMessages(20_000);
        assertThat(consumer.payloads())
                .containsExactlyElementsOf(IntStream.range(0, 20_000).mapToObj(String::valueOf).toList());
        assertThat(app.counters("in").dropped.sum()).isZero();
    }

    @Test
    void messagesComeOnTheEventLoopOfVertxAndTheClientHasNoThread() {
        Consumer consumer = app.incoming("in", "topic=t");
        server.awaitReceived(SUBSCRIBE, 1);
        IntStream.range(0, 10).forEach(i -> server.publish("t", "m" + i, 1));
        consumer.awaitMessages(10);
        assertThat(consumer.threads()).allMatch(name -> name.startsWith("vert.x-eventloop-thread-"))
                .containsOnly(consumer.threads().get(0));
        assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("com.hivemq"))
                .noneMatch(name -> name.startsWith("RxComputation"));
    }

    @Test
    void serverThatKeepsTheSessionForAShorterTimeIsReportedOnce() {
        try (TestLog log = new TestLog()) {
            server.onConnect(ConnectAnswers.accept(properties().sessionExpiry(60)));
            app.incoming("short", "topic=t", "client-id=fixed");
            await().until(() -> app.readiness("short").isOk() && app.startup("short").isOk());
            server.awaitReceived(SUBSCRIBE, 1);
            server.cut();
            server.awaitReceived(SUBSCRIBE, 2);
            List<String> lines = log.lines(105, "short");
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0)).contains("60 s").contains("86400 s");
        }
    }

    @Test
    void acknowledgingOnTheEventLoopInsideOfTheHandOverWorks() {
        Consumer consumer = app.incoming("in", "topic=t", "receive-maximum=1").acknowledging();
        server.awaitReceived(SUBSCRIBE, 1);
        IntStream.range(0, 2000).forEach(i -> server.publish("t", String.valueOf(i), 0));
        consumer.awaitMessages(2000);
    }
}
