package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/** What servers do with shared subscriptions where they differ: the table in the documentation. The subclasses say which. */
@Execution(ExecutionMode.CONCURRENT)
abstract class SharedSubscriptions {

    private static final int MESSAGES = 20;

    private final MqttServer server = start();
    private final List<TestEndpoint> apps = new ArrayList<>();

    abstract MqttServer start();

    /** Whether the server keeps new messages for members whose session it has, although they are not connected. */
    abstract boolean dealsToAbsentMembers();

    @AfterEach
    void end() {
        apps.forEach(TestEndpoint::close);
        server.close();
    }

    private TestEndpoint app() {
        TestEndpoint app = TestEndpoint.at(server);
        apps.add(app);
        return app;
    }

    private static Consumer member(TestEndpoint app, String clientId) {
        Consumer consumer = app.incoming("in", "topic=work", "share-name=workers", "client-id=" + clientId).acknowledging();
        await().until(() -> app.readiness("in").isOk());
        return consumer;
    }

    private void publish(TestMessage... messages) {
        try (MqttCompanion companion = MqttCompanion.connect(server)) {
            companion.publish(messages).awaitCompletion();
        }
    }

    /** By the specification (MQTT 5, 4.8.2) they are not sent. */
    @Test
    void retainedMessageIsSentToASharedSubscription() {
        publish(TestMessage.of("work", "retained").qos(1).retain());
        assertThat(member(app(), "one").awaitMessages(1).payloads()).containsExactly("retained");
    }

    @Test
    void newMessagesAreDealtToAbsentMembersOrNot() {
        TestEndpoint leaving = app();
        member(leaving, "leaving");
        Consumer staying = member(app(), "staying");
        leaving.stop();
        List<String> all = IntStream.range(0, MESSAGES).mapToObj(String::valueOf).toList();
        publish(all.stream().map(text -> TestMessage.of("work", text).qos(1)).toArray(TestMessage[]::new));
        if (!dealsToAbsentMembers()) {
            assertThat(staying.awaitMessages(MESSAGES).payloads()).containsExactlyInAnyOrderElementsOf(all);
            return;
        }
        Consumer back = member(app(), "leaving");
        await().untilAsserted(() -> assertThat(Stream.concat(staying.payloads().stream(), back.payloads().stream()))
                .containsExactlyInAnyOrderElementsOf(all));
        assertThat(back.payloads()).isNotEmpty();
    }
}
