package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The methods that an application writes: what they are given, and where they run. */
class ConsumerMethodsTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Application.class, Seen.class, Reading.class))
            .withConfiguration("""
                    mp.messaging.incoming.malformed.failure-strategy=ignore
                    mp.messaging.incoming.metadata.topic=metadata/+
                    """);

    record Reading(String sensor, double value, LocalDate day) {
    }

    private static final Reading READING = new Reading("t7", 21.5, LocalDate.of(2026, 11, 22));
    private static final String READING_JSON = "{\"sensor\":\"t7\",\"value\":21.5,\"day\":\"2026-11-22\"}";

    /** What a method got, and where. */
    record Seen(Object payload, Context context, Optional<Object> mark, boolean worker,
            Optional<IncomingMqtt5Metadata> metadata) {
    }

    @ApplicationScoped
    static class Application {

        private final Map<String, List<Seen>> seen = new ConcurrentHashMap<>();

        @Incoming("texts")
        void text(String payload) {
            see("texts", payload, null);
        }

        @Incoming("bytes")
        void bytes(byte[] payload) {
            see("bytes", new String(payload, StandardCharsets.UTF_8), null);
        }

        @Incoming("objects")
        void object(JsonObject payload) {
            see("objects", payload, null);
        }

        @Incoming("arrays")
        void array(JsonArray payload) {
            see("arrays", payload, null);
        }

        @Incoming("buffers")
        void buffer(Buffer payload) {
            see("buffers", payload, null);
        }

        @Incoming("mutiny-buffers")
        void buffer(io.vertx.mutiny.core.buffer.Buffer payload) {
            see("mutiny-buffers", payload, null);
        }

        @Incoming("readings")
        void reading(Reading payload) {
            see("readings", payload, null);
        }

        @Incoming("malformed")
        void onlyGood(Reading payload) {
            see("malformed", payload, null);
        }

        @Incoming("messages")
        CompletionStage<Void> message(Message<byte[]> message) {
            see("messages", new String(message.getPayload(), StandardCharsets.UTF_8),
                    message.getMetadata(IncomingMqtt5Metadata.class).orElse(null));
            return message.ack();
        }

        @Incoming("metadata")
        void withMetadata(String payload, IncomingMqtt5Metadata metadata) {
            see("metadata", payload, metadata);
        }

        @Incoming("contexts")
        Uni<Void> onItsContext(String payload) {
            Context context = Vertx.currentContext();
            Optional<Object> before = ContextLocals.get("mark");
            ContextLocals.put("mark", payload);
            return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(20))
                    .emitOn(command -> context.runOnContext(nothing -> command.run()))
                    .invoke(() -> add("contexts", new Seen(payload, context,
                            before.or(() -> ContextLocals.get("mark").filter(mark -> !mark.equals(payload))),
                            Context.isOnWorkerThread(), Optional.empty())));
        }

        @Incoming("blocking")
        @Blocking
        void blocking(String payload) {
            see("blocking", payload, null);
        }

        private void see(String channel, Object payload, IncomingMqtt5Metadata metadata) {
            add(channel,
                    new Seen(payload, Vertx.currentContext(), Optional.empty(), BlockingOperationControl.isBlockingAllowed(),
                            Optional.ofNullable(metadata)));
        }

        private void add(String channel, Seen what) {
            of(channel).add(what);
        }

        List<Seen> of(String channel) {
            return seen.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>());
        }

        List<Seen> await(String channel, int n) {
            org.awaitility.Awaitility.await().until(() -> of(channel).size() >= n);
            return of(channel);
        }
    }

    @Inject
    Application application;

    @Inject
    HealthCenter health;

    @ConfigProperty(name = "mp.messaging.connector.smallrye-mqtt5-endpoint.port")
    int port;

    private MqttCompanion client;

    @BeforeEach
    void connect() {
        await().until(() -> health.getStartup().isOk() && health.getReadiness().isOk());
        client = MqttCompanion.connect("127.0.0.1", port, "test");
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void typeOfTheParameterDecidesWhatAPayloadBecomes() {
        client.publish("texts", "text \u00e4", 1).awaitCompletion();
        client.publish("bytes", "bytes", 0).awaitCompletion();
        client.publish("objects", "{\"a\":1}", 2).awaitCompletion();
        client.publish("arrays", "[1,2]", 1).awaitCompletion();
        client.publish("buffers", "buffer", 1).awaitCompletion();
        client.publish("mutiny-buffers", "buffer", 1).awaitCompletion();
        client.publish("readings", READING_JSON, 1).awaitCompletion();
        assertThat(application.await("texts", 1)).extracting(Seen::payload).containsExactly("text \u00e4");
        assertThat(application.await("bytes", 1)).extracting(Seen::payload).containsExactly("bytes");
        assertThat(application.await("objects", 1)).extracting(Seen::payload).containsExactly(new JsonObject().put("a", 1));
        assertThat(application.await("arrays", 1)).extracting(Seen::payload).containsExactly(new JsonArray().add(1).add(2));
        assertThat(application.await("buffers", 1)).extracting(Seen::payload).containsExactly(Buffer.buffer("buffer"));
        assertThat(application.await("mutiny-buffers", 1)).extracting(Seen::payload)
                .containsExactly(io.vertx.mutiny.core.buffer.Buffer.buffer("buffer"));
        assertThat(application.await("readings", 1)).extracting(Seen::payload).containsExactly(READING);
    }

    @Test
    void metadataComesWithTheMessageOrAsAParameter() {
        client.publish(
                TestMessage.to("messages").payload("m").contentType("text/x").userProperty("a", "1").userProperty("a", "2"))
                .awaitCompletion();
        client.publish(
                TestMessage.to("metadata/7").payload("x").utf8().expiry(90).responseTopic("r").correlationData("c".getBytes()))
                .awaitCompletion();
        assertThat(application.await("messages", 1)).singleElement().satisfies(seen -> {
            assertThat(seen.payload()).isEqualTo("m");
            assertThat(seen.metadata()).hasValueSatisfying(metadata -> {
                assertThat(metadata.getChannel()).isEqualTo("messages");
                assertThat(metadata.getTopic()).isEqualTo("messages");
                assertThat(metadata.getContentType()).contains("text/x");
                assertThat(metadata.getUserProperties()).containsExactly(Map.entry("a", "1"), Map.entry("a", "2"));
            });
        });
        assertThat(application.await("metadata", 1)).singleElement()
                .satisfies(seen -> assertThat(seen.metadata()).hasValueSatisfying(metadata -> {
                    assertThat(metadata.getTopic()).isEqualTo("metadata/7");
                    assertThat(metadata.getQos()).isEqualTo(1);
                    assertThat(metadata.isPayloadUtf8()).isTrue();
                    assertThat(metadata.getMessageExpiryInterval().orElseThrow()).isBetween(80L, 90L);
                    assertThat(metadata.getResponseTopic()).contains("r");
                    assertThat(metadata.getCorrelationData()).hasValueSatisfying(
                            data -> assertThat(Arrays.equals(data, "c".getBytes())).isTrue());
                }));
    }

    @Test
    void whatIsNoJsonIsNackedAndTheNextMessageIsDelivered() {
        for (String payload : new String[] { "{", "nonsense", READING_JSON, "", "[]", READING_JSON }) {
            client.publish("malformed", payload, 1).awaitCompletion();
        }
        assertThat(application.await("malformed", 2)).extracting(Seen::payload).containsExactly(READING, READING);
        assertThat(health.getLiveness().isOk()).isTrue();
        assertThat(health.getReadiness().isOk()).isTrue();
    }

    @Test
    void eachMessageHasAContextOfItsOwn() {
        client.publish(20, i -> TestMessage.of("contexts", String.valueOf(i))).awaitCompletion();
        List<Seen> seen = application.await("contexts", 20);
        assertThat(seen).extracting(Seen::context).doesNotHaveDuplicates()
                .allMatch(VertxContext::isDuplicatedContext).allMatch(Context::isEventLoopContext);
        assertThat(seen).extracting(each -> VertxContext.getRootContext(each.context())).containsOnly(
                VertxContext.getRootContext(seen.get(0).context()));
        assertThat(seen).allSatisfy(each -> assertThat(each.mark()).as("what another message left behind").isEmpty());
        assertThat(seen).extracting(Seen::worker).containsOnly(false);
    }

    @Test
    void blockingMethodsRunWhereBlockingIsAllowed() {
        client.publish(20, i -> TestMessage.of("blocking", String.valueOf(i))).awaitCompletion();
        List<Seen> seen = application.await("blocking", 20);
        assertThat(seen).extracting(Seen::worker).containsOnly(true);
        assertThat(seen).extracting(Seen::context).doesNotHaveDuplicates();
        assertThat(seen).extracting(Seen::payload).doesNotHaveDuplicates().hasSize(20);
    }
}
