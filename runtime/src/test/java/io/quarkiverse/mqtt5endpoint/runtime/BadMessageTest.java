package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** A message that can't be processed is one line in the log, without its payload, whatever the strategy. */
class BadMessageTest {

    private static final String SECRET = "my secret";

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "ignore", "reject", "dead-letter-queue", "fail" })
    void unreadablePayloadIsOneLineWithoutThePayload(String strategy) {
        String channel = "unreadable-" + strategy;
        Throwable cause = catchThrowable(() -> new ObjectMapper().readValue("{\"a\":\"" + SECRET + "\n\"", Integer.class));
        Throwable told = nack(channel, strategy, cause);
        assertThat(log.problems(channel)).singleElement().asString()
                .contains("com.fasterxml.jackson.databind.exc.MismatchedInputException at line 1, column 1")
                .doesNotContain(SECRET);
        assertThat(app.readiness(channel).getMessage()).satisfiesAnyOf(text -> assertThat(text).isNull(),
                text -> assertThat(text).contains("MismatchedInputException").doesNotContain(SECRET));
        if (told != null) {
            assertThat(told).hasRootCauseMessage(app.liveness(channel).getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "ignore", "reject", "dead-letter-queue", "fail" })
    void failureOfTheApplicationIsOneLineThatItCannotForge(String strategy) {
        String channel = "forged-" + strategy;
        nack(channel, strategy, new IllegalStateException("bad\r\nERROR all is lost"));
        assertThat(log.problems(channel)).singleElement().asString()
                .endsWith("java.lang.IllegalStateException: bad??ERROR all is lost");
        assertThat(app.readiness(channel).getMessage()).satisfiesAnyOf(text -> assertThat(text).isNull(),
                text -> assertThat(text).endsWith("java.lang.IllegalStateException: bad??ERROR all is lost"));
    }

    private Throwable nack(String channel, String strategy, Throwable cause) {
        Consumer consumer = app.incoming(channel, "topic=t", "failure-strategy=" + strategy);
        server.awaitReceived(SUBSCRIBE, 1);
        server.publish("t", "poison".getBytes(), 1, false, null, 7, false);
        Throwable told = catchThrowable(() -> consumer.get(0).nack(cause).toCompletableFuture().join());
        await().until(() -> app.liveness(channel).isOk() != strategy.equals("fail"));
        return told;
    }
}
