package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** The least and the greatest of what is allowed works: a value that passes the door must not stumble behind it. */
class ExtremeValuesTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server);

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = { "reconnect-attempts=-1", "reconnect-attempts=10", "reconnect-max-interval-seconds=2147483647",
            "session-expiry-interval=0", "session-expiry-interval=4294967295",
            "session-expiry-interval=-9223372036854775808", "keep-alive-seconds=0", "keep-alive-seconds=65535",
            "connect-timeout-seconds=1", "connect-timeout-seconds=2147483647", "shutdown-timeout-seconds=0",
            "shutdown-timeout-seconds=2147483647", "receive-maximum=1", "receive-maximum=65535",
            "maximum-packet-size=268435460", "topic-alias-maximum=0", "topic-alias-maximum=65535", "buffer-size=1",
            "buffer-size=2147483647", "ack-timeout-seconds=0", "ack-timeout-seconds=2147483647", "qos=0", "qos=2",
            "client-id=\u00e4\ud83d\ude00", "username=\u00e4", "password=a\u0000b", "topic=#" })
    void consumingChannelConnects(String attribute) {
        Consumer consumer = app.incoming("in", "topic=t", attribute).acknowledging();
        await().until(() -> app.startup("in").isOk() && app.readiness("in").isOk() && server.openConnections() == 1);
        server.publish("t", "hello", 1);
        assertThat(consumer.awaitMessages(1).payloads()).containsExactly("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = { "qos=0", "qos=2", "message-expiry-interval=0", "message-expiry-interval=4294967295",
            "message-expiry-interval=-9223372036854775808", "max-inflight-messages=1", "max-inflight-messages=65535",
            "publish-timeout-seconds=0", "publish-timeout-seconds=2147483647", "shutdown-timeout-seconds=2147483647",
            "topic=/", "topic=a//\u00e4", "response-topic=$x" })
    void publishingChannelPublishes(String attribute) throws Exception {
        app.outgoing("out", "topic=t", attribute).send("hello").get(10, TimeUnit.SECONDS);
    }
}
