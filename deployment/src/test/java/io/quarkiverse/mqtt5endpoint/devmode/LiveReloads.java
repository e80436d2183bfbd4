package io.quarkiverse.mqtt5endpoint.devmode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.jboss.shrinkwrap.api.asset.StringAsset;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.test.QuarkusDevModeTest;

/** An application in development, and the server that it and the test are connected to. */
final class LiveReloads implements AutoCloseable {

    static final int RELOADS = Integer.getInteger("live-reloads", 1);

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    // The test's own, the consuming and the publishing one
    private static final int CONNECTIONS = 3;

    private final ArtemisServer server = ArtemisServer.started();
    private final MqttCompanion companion = MqttCompanion.connect(server);
    private final ReceivedMessages answers = companion.subscribe("answers", 1);
    private final Set<String> asked = new HashSet<>();

    QuarkusDevModeTest application() {
        return new QuarkusDevModeTest().withApplicationRoot(root -> root.addClass(Answering.class)
                .addAsResource(new StringAsset("""
                        language=english
                        mp.messaging.connector.smallrye-mqtt5-endpoint.host=%s
                        mp.messaging.connector.smallrye-mqtt5-endpoint.port=%d
                        # Artemis overlooks a DISCONNECT now and then, and keeps the session for so long.
                        mp.messaging.connector.smallrye-mqtt5-endpoint.session-expiry-interval=20
                        mp.messaging.incoming.questions.topic=questions
                        """.formatted(server.host(), server.port())), "application.properties"));
    }

    /** As a browser does when a page is loaded again, if no message has led to the reload before. */
    static void reload() throws Exception {
        DevConsoleManager.getHotReplacementContext().doScan(true);
        assertThat(DevConsoleManager.getHotReplacementContext().getDeploymentProblem()).isNull();
    }

    void ask(String topic, String question) {
        asked.add(question);
        companion.publish(topic, question).awaitCompletion();
    }

    /** Asks until there is an answer that begins like this. Each question may be what the reload is noticed by. */
    void askUntil(String topic, String beginning) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            ask(topic, "question " + asked.size());
            return answers.payloads().stream().anyMatch(answer -> answer.startsWith(beginning));
        });
    }

    /** The application subscribes shortly after it has started. */
    void awaitHeard(String topic) {
        String question = "is anybody listening to " + topic;
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            companion.publish(topic, question).awaitCompletion();
            return answersTo(question) > 0;
        });
    }

    void awaitAnswer(Predicate<String> answer) {
        answers.awaitRecord(message -> answer.test(message.text()), PATIENCE);
    }

    long answersTo(String question) {
        return answers.payloads().stream().filter(answer -> answer.endsWith(" " + question)).count();
    }

    /** No question was lost. */
    void awaitAllAnswers() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(asked).allMatch(question -> answersTo(question) > 0));
    }

    /** At the server. */
    void awaitNothingLeftBehind() {
        awaitNoConnectionLeftBehind();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.sessions()).isEqualTo(CONNECTIONS));
    }

    void awaitNoConnectionLeftBehind() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.connections()).isEqualTo(CONNECTIONS));
    }

    @Override
    public void close() {
        companion.close();
        server.close();
    }
}
