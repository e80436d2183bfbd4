package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import io.vertx.core.Context;

/** What a method or an injection point gets is what its signature says, type arguments included. */
class PayloadTypesTest {

    private static final String READING = "{\"sensor\":\"t7\",\"value\":21.5}";
    private static final Reading T7 = new Reading("t7", 21.5);

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Application.class, Reading.class, Envelope.class, Mappers.class))
            .withConfiguration("""
                    mp.messaging.connector.smallrye-mqtt5-endpoint.failure-strategy=ignore
                    mp.messaging.outgoing.relayed.topic=relayed
                    mp.messaging.outgoing.buffers-out.topic=out/buffers
                    mp.messaging.outgoing.texts-out.topic=out/texts
                    mp.messaging.incoming.copies.concurrency=2
                    mp.messaging.incoming.twice.broadcast=true
                    """);

    record Reading(String sensor, double value) {
    }

    record Envelope<T>(String from, T content) {
    }

    @ApplicationScoped
    static class Application {

        private final Map<String, List<Object>> seen = new ConcurrentHashMap<>();

        @Channel("injected")
        Multi<List<Reading>> injected;

        @Channel("injected-messages")
        Multi<Message<Map<String, Reading>>> injectedMessages;

        @Channel("injected-publisher")
        Flow.Publisher<Optional<Reading>> injectedPublisher;

        @Channel("buffers-out")
        Emitter<ByteBuffer> buffersOut;

        @Channel("texts-out")
        Emitter<CharSequence> textsOut;

        void subscribe(@Observes StartupEvent event) {
            injected.subscribe().with(payload -> see("injected", payload));
            injectedMessages.subscribe().with(message -> {
                see("injected-messages", message.getPayload());
                message.ack();
            });
            Multi.createFrom().publisher(injectedPublisher).subscribe().with(payload -> see("injected-publisher", payload));
        }

        @Incoming("list")
        void list(List<Reading> payload) {
            see("list", payload);
        }

        @Incoming("map")
        Uni<Void> map(Map<String, Reading> payload) {
            return seen("map", payload);
        }

        @Incoming("nested")
        CompletionStage<Void> nested(Map<String, List<Envelope<Reading>>> payload) {
            return seen("nested", payload).subscribeAsCompletionStage();
        }

        @Incoming("envelope")
        @Blocking
        void envelope(Envelope<List<Reading>> payload) {
            see("envelope", payload);
        }

        @Incoming("wildcard")
        void wildcard(List<? extends Reading> payload) {
            see("wildcard", payload);
        }

        @Incoming("message")
        Uni<Void> message(Message<List<Reading>> message) {
            see("message", message.getPayload());
            return Uni.createFrom().completionStage(message.ack());
        }

        @Incoming("multi")
        @Outgoing("relayed")
        Multi<List<Reading>> multi(Multi<List<Reading>> payloads) {
            return payloads.invoke(payload -> see("multi", payload));
        }

        @Incoming("multi-messages")
        @Outgoing("inside")
        Multi<Message<Reading>> multiMessages(Multi<Message<Map<String, Reading>>> messages) {
            return messages.invoke(message -> see("multi-messages", message.getPayload()))
                    .map(message -> message.withPayload(message.getPayload().get("a")));
        }

        @Incoming("inside")
        void inside(Reading payload) {
            see("inside", payload);
        }

        @Incoming("processor")
        @Outgoing("processed")
        int processor(List<Reading> payload) {
            see("processor", payload);
            return payload.size();
        }

        @Incoming("processed")
        void processed(int number) {
            see("processed", number);
        }

        @Incoming("parameters")
        void parameters(List<Reading> payload, IncomingMqtt5Metadata metadata) {
            see(metadata.getTopic(), payload);
        }

        @Incoming("copies")
        void copies(List<Reading> payload) {
            see("copies", payload);
        }

        @Incoming("one")
        @Incoming("other")
        void several(List<Reading> payload) {
            see("several", payload);
        }

        @Incoming("twice")
        void list2(List<Reading> payload) {
            see("twice-list", payload);
        }

        @Incoming("twice")
        void array(Reading[] payload) {
            see("twice-array", List.of(payload));
        }

        @Incoming("optional")
        void optional(Optional<Reading> payload) {
            see("optional", payload);
        }

        @Incoming("optional-list")
        void optionalList(Optional<List<Reading>> payload) {
            see("optional-list", payload);
        }

        @Incoming("optional-text")
        void optionalText(Optional<String> payload) {
            see("optional-text", payload);
        }

        @Incoming("optional-bytes")
        void optionalBytes(Optional<byte[]> payload) {
            see("optional-bytes", payload.map(String::new));
        }

        @Incoming("buffer")
        void buffer(ByteBuffer payload) {
            see("buffer", StandardCharsets.UTF_8.decode(payload));
        }

        @Incoming("text")
        void text(CharSequence payload) {
            see("text", payload);
        }

        @Incoming("number")
        void number(int payload) {
            see("number", payload);
        }

        private Uni<Void> seen(String channel, Object payload) {
            see(channel, payload);
            return Uni.createFrom().voidItem();
        }

        private void see(String channel, Object payload) {
            of(channel).add(payload);
        }

        List<Object> of(String channel) {
            return seen.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>());
        }

        void send() {
            buffersOut.send(ByteBuffer.wrap("0bytes".getBytes()).position(1));
            textsOut.send(new StringBuilder("text"));
        }
    }

    /** Tells on which threads mappers are made. */
    @Singleton
    static class Mappers implements ObjectMapperCustomizer {

        private final List<Boolean> onEventLoop = new CopyOnWriteArrayList<>();

        @Override
        public void customize(ObjectMapper mapper) {
            onEventLoop.add(Context.isOnEventLoopThread());
        }
    }

    @Inject
    Application application;

    @Inject
    Mappers mappers;

    @Inject
    HealthCenter health;

    @ConfigProperty(name = "mp.messaging.connector.smallrye-mqtt5-endpoint.port")
    int port;

    @BeforeEach
    void ready() {
        await().until(() -> health.getStartup().isOk() && health.getReadiness().isOk());
    }

    static Stream<Arguments> payloads() {
        String list = "[" + READING + "]";
        String map = "{\"a\":" + READING + "}";
        return Stream.of(
                Arguments.of("list", list, "[%s]"),
                Arguments.of("map", map, "{a=%s}"),
                Arguments.of("nested", "{\"a\":[{\"from\":\"x\",\"content\":" + READING + "}]}",
                        "{a=[Envelope[from=x, content=%s]]}"),
                Arguments.of("envelope", "{\"from\":\"x\",\"content\":" + list + "}", "Envelope[from=x, content=[%s]]"),
                Arguments.of("wildcard", list, "[%s]"),
                Arguments.of("message", list, "[%s]"),
                Arguments.of("multi", list, "[%s]"),
                Arguments.of("multi-messages", map, "{a=%s}"),
                Arguments.of("processor", list, "[%s]"),
                Arguments.of("parameters", list, "[%s]"),
                Arguments.of("copies", list, "[%s]"),
                Arguments.of("optional", READING, "Optional[%s]"),
                Arguments.of("optional", "null", "Optional.empty"),
                Arguments.of("optional-list", list, "Optional[[%s]]"),
                Arguments.of("optional-text", "plain", "Optional[plain]"),
                Arguments.of("optional-bytes", "plain", "Optional[plain]"),
                Arguments.of("buffer", "plain", "plain"),
                Arguments.of("text", "plain", "plain"),
                Arguments.of("number", "7", "7"),
                Arguments.of("injected", list, "[%s]"),
                Arguments.of("injected-messages", map, "{a=%s}"),
                Arguments.of("injected-publisher", READING, "Optional[%s]"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("payloads")
    void signatureDecides(String channel, String payload, String expected) {
        try (MqttCompanion client = client()) {
            client.publish(channel, payload, 1).awaitCompletion();
        }
        await().untilAsserted(() -> assertThat(application.of(channel)).extracting(String::valueOf)
                .contains(expected.formatted("Reading[sensor=t7, value=21.5]")));
    }

    @Test
    void everyChannelOfAMethodIsConvertedAndEveryMethodOfAChannel() {
        try (MqttCompanion client = client()) {
            client.publish("one", "[" + READING + "]", 1).awaitCompletion();
            client.publish("other", "[" + READING + "]", 1).awaitCompletion();
            client.publish("twice", "[" + READING + "]", 1).awaitCompletion();
        }
        await().untilAsserted(() -> assertThat(application.of("several")).containsExactly(List.of(T7), List.of(T7)));
        await().untilAsserted(() -> assertThat(application.of("twice-list")).containsExactly(List.of(T7)));
        await().untilAsserted(() -> assertThat(application.of("twice-array")).containsExactly(List.of(T7)));
    }

    @Test
    void buffersAndTextsCanBeSent() {
        try (MqttCompanion client = client()) {
            client.subscribe("out/#", 1);
            application.send();
            await().untilAsserted(() -> assertThat(client.received().records()).extracting(TestMessage::text)
                    .containsExactlyInAnyOrder("bytes", "text"));
        }
    }

    @Test
    void mappersAreMadeBeforeTheFirstMessage() {
        assertThat(mappers.onEventLoop).isNotEmpty().containsOnly(false);
    }

    private MqttCompanion client() {
        return MqttCompanion.connect("127.0.0.1", port, "payload-types");
    }
}
