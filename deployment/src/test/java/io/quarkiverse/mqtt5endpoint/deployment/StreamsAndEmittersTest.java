package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** Messages that an application takes, sends and passes on by itself. */
class StreamsAndEmittersTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Application.class, Reading.class))
            .withConfiguration("""
                    mp.messaging.outgoing.answers.topic=answers/all
                    mp.messaging.outgoing.emitted.topic=emitted/text
                    mp.messaging.outgoing.emitted-too.topic=emitted/json
                    """);

    record Reading(String sensor, double value, LocalDate day) {
    }

    @ApplicationScoped
    static class Application {

        @Channel("streamed")
        Multi<String> streamed;

        @Channel("emitted")
        Emitter<String> emitted;

        @Channel("emitted-too")
        MutinyEmitter<Reading> emittedToo;

        @Incoming("questions")
        @Outgoing("answers")
        String answer(String question) {
            return "answer to " + question;
        }

        // The test has a proxy of this bean, which has no fields.

        Multi<String> streamed() {
            return streamed;
        }

        Emitter<String> emitted() {
            return emitted;
        }

        MutinyEmitter<Reading> emittedToo() {
            return emittedToo;
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
    void whatAProcessorReturnsIsPublishedToItsOwnTopic() {
        client.subscribe("answers/#", 1);
        client.publish("questions", "one", 1).awaitCompletion();
        client.publish("questions", "two", 1).awaitCompletion();
        assertThat(client.received().awaitRecords(2).records()).extracting(TestMessage::topic, TestMessage::text)
                .containsExactly(tuple("answers/all", "answer to one"), tuple("answers/all", "answer to two"));
    }

    @Test
    void streamThatIsInjectedGetsItsMessagesOnceItIsSubscribed() {
        List<String> received = new CopyOnWriteArrayList<>();
        application.streamed().subscribe().with(received::add);
        await().until(() -> health.getReadiness().getChannels().stream().anyMatch(
                channel -> channel.getChannel().equals("streamed") && channel.isOk() && channel.getMessage() == null));
        client.publish("streamed", "one", 1).awaitCompletion();
        client.publish("streamed", "two", 1).awaitCompletion();
        await().untilAsserted(() -> assertThat(received).containsExactly("one", "two"));
    }

    @Test
    void emittersPublish() {
        ReceivedMessages emissions = client.subscribe("emitted/#", 1);
        Emitter<String> emitted = application.emitted();
        emitted.send("hello").toCompletableFuture().join();
        application.emittedToo().sendAndAwait(new Reading("t7", 21.5, LocalDate.of(2026, 11, 22)));
        emitted.send(Message.of("elsewhere").addMetadata(OutgoingMqtt5Metadata.builder().withTopic("emitted/x")
                .withUserProperty("a", "1").withContentType("text/y").build()));
        List<TestMessage> messages = emissions.awaitRecords(3).records();
        assertThat(messages)
                .extracting(TestMessage::topic, TestMessage::text, message -> message.contentType().orElse(null))
                .containsExactly(tuple("emitted/text", "hello", "text/plain"),
                        tuple("emitted/json", "{\"sensor\":\"t7\",\"value\":21.5,\"day\":\"2026-11-22\"}",
                                "application/json"),
                        tuple("emitted/x", "elsewhere", "text/y"));
        assertThat(messages.get(2).userProperty("a")).contains("1");
    }
}
