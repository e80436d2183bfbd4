package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** An operator reads one line when a connection is made, and one when it is ended. */
class OneLineTest {

    private static final int CONNECTED = 100;
    private static final int DISCONNECTED = 101;

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
    void whenTheApplicationStops() {
        app.incoming("stopped");
        app.outgoing("stopped-too");
        await().until(() -> server.openConnections() == 2 && app.readiness("stopped").isOk());
        app.stop();
        server.awaitOpenConnections(0);
        assertThat(log.lines(CONNECTED, "stopped")).hasSize(1);
        assertThat(log.lines(DISCONNECTED, "stopped")).hasSize(1);
        assertThat(log.lines(DISCONNECTED, "stopped-too")).hasSize(1);
    }

    @Test
    void whenTheStreamIsCancelledAndThenTheApplicationStops() {
        Consumer consumer = app.incoming("cancelled");
        await().until(() -> server.openConnections() == 1 && app.readiness("cancelled").isOk());
        consumer.cancel();
        server.awaitOpenConnections(0);
        app.stop();
        assertThat(log.lines(DISCONNECTED, "cancelled")).hasSize(1);
    }

    @Test
    void whoNeverConnectedDoesNotDisconnect() {
        server.stop();
        app.incoming("never");
        await().until(() -> app.readiness("never").getMessage().contains("no connection"));
        app.stop();
        assertThat(log.lines(DISCONNECTED, "never")).isEmpty();
    }
}
