package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Text of the server in lines of the log: it can neither forge a line nor flood it. */
class HostileTextsTest {

    private static final int LONGEST_LINE = 1000;
    private static final List<Integer> UNSEEN = Stream.of(Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR).map(Byte::intValue).toList();

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).connector("reconnect-attempts", 0);
    private final TestLog log = new TestLog();
    private final String channel = "in-" + server.port();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    record Text(String name, String value) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Text> texts() {
        return Stream.of(new Text("line breaks", "a\r\nMQTT5E00101: Channel `x` disconnected"),
                new Text("an escape sequence of a terminal", "a\u001b[2J\u009b31m"), new Text("a format", "%s %n %d $1 {0}"),
                new Text("a separator of lines", "a\u2028b\u2029c\u0085d"),
                new Text("a reversed reading direction", "a\u202eb"),
                new Text("the longest text", "x".repeat(65_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void reasonStringOfARefusal(Text text) {
        server.onConnect((connection, packet) -> connection.sendRaw(raw(0, 0x88).with(raw().property(0x1F, text.value()))
                .packet(0x20)));
        Consumer consumer = app.incoming(channel);
        Throwable failure = consumer.awaitFailure();
        assertOneLineEach(List.of(failure.getMessage(), app.liveness(channel).getMessage()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void reasonStringOfADisconnect(Text text) {
        app.incoming(channel, "reconnect-attempts=1");
        await().until(() -> app.readiness(channel).isOk());
        server.sendRaw(raw(0x8B).with(raw().property(0x1F, text.value())).packet(0xE0));
        await().until(() -> !log.problems(channel).isEmpty());
        assertOneLineEach(List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void topic(Text text) {
        Consumer consumer = app.incoming(channel, "topic=#", "buffer-size=1", "qos=0", "shared-subscription=false");
        await().until(() -> app.readiness(channel).isOk());
        server.sendRaw(raw().text(text.value()).then(0, 'x').packet(0x30));
        consumer.awaitMessages(1);
        assertThat(log.problems(channel)).isEmpty();
    }

    @Test
    void topicThatNobodySubscribedTo() {
        app.incoming(channel, "topic=t");
        await().until(() -> app.readiness(channel).isOk());
        texts().forEach(text -> server.sendRaw(raw().text(text.value()).then(0, 'x').packet(0x30)));
        await().until(() -> log.problems(channel).size() >= texts().count());
        assertOneLineEach(List.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void reasonStringOfAPubAck(Text text) {
        server.onPublish((connection, packet) -> connection.sendRaw(raw(packet.packetId() >> 8, packet.packetId() & 0xFF, 0x87)
                .with(raw().property(0x1F, text.value())).packet(0x40)));
        CompletableFuture<Throwable> nacked = new CompletableFuture<>();
        app.outgoing(channel).send(Message.of("x").withNack(cause -> {
            nacked.complete(cause);
            return CompletableFuture.completedFuture(null);
        }));
        assertOneLineEach(List.of(nacked.join().getMessage()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void serverReference(Text text) {
        server.onConnect((connection, packet) -> connection.sendRaw(raw(0, 0x9D).with(raw().property(0x1C, text.value()))
                .packet(0x20)));
        app.incoming(channel, "reconnect-attempts=1", "server-redirects=any");
        await().until(() -> !app.liveness(channel).isOk());
        assertThat(log.lines(191, channel)).hasSize(1);
        assertOneLineEach(List.of(app.liveness(channel).getMessage(), app.readiness(channel).getMessage()));
    }

    private void assertOneLineEach(List<String> others) {
        assertThat(Stream.concat(log.problems(channel).stream(), others.stream())).isNotEmpty().allSatisfy(line -> {
            assertThat(line).hasSizeLessThan(LONGEST_LINE);
            assertThat(line.codePoints().mapToObj(Character::getType)).doesNotContainAnyElementsOf(UNSEEN);
        });
    }
}
