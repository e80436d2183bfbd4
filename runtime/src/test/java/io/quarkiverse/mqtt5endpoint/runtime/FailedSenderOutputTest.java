package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What is printed around the log when a stream of messages fails. Alone, as it looks at all output of this JVM. */
@Isolated
class FailedSenderOutputTest {

    private final Printed printed = new Printed();
    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
        printed.close();
    }

    @Test
    void failureIsLoggedAndNotPrinted() {
        app.outgoing("out").fail(new IllegalStateException("no more"));
        await().until(() -> !app.liveness("out").isOk());
        assertThat(printed.text()).contains("no more").doesNotContain("Missing onFailure");
    }
}
