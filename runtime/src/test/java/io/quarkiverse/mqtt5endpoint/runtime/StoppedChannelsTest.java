package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What is left after the channels stopped. Alone, as threads of other tests have the same names. */
@Isolated
class StoppedChannelsTest {

    @Test
    void threadsOfTheConnectorEndWithItsChannels() {
        try (ScriptedServer server = ScriptedServer.started(); TestEndpoint app = TestEndpoint.at("localhost", server.port())) {
            app.outgoing("out").send("m").join();
            assertThat(threads()).isPositive();
            app.stop();
            await().until(() -> threads() == 0);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("mqtt5-endpoint-"))
                .count();
    }
}
