package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Several servers: which one is tried when. */
class ServersTest {

    private final ScriptedServer first = ScriptedServer.started();
    private final ScriptedServer second = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at("", 1).connector("host", "").connector("port", "")
            .connector("servers", address(first) + "," + address(second));
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        first.close();
        second.close();
        log.close();
    }

    @Test
    void firstServerIsTriedFirst() {
        app.outgoing("out").send("m").join();
        assertThat(first.received(CONNECT)).hasSize(1);
        assertThat(second.tcpConnections()).isZero();
    }

    @Test
    void nextServerIsTriedAfterOneThatIsAbsent() {
        first.stop();
        app.outgoing("failover").send("m").join();
        assertThat(second.received(CONNECT)).hasSize(1);
        assertThat(log.lines(102, "failover")).hasSize(1).allSatisfy(line -> assertThat(line).contains(address(first)));
        assertThat(log.lines(100, "failover")).hasSize(1).allSatisfy(line -> assertThat(line).contains(address(second)));
    }

    @Test
    void nextServerIsTriedAfterOneThatRefuses() {
        first.onConnect(ConnectAnswers.refuse(0x88));
        app.outgoing("out").send("m").join();
        assertThat(first.received(CONNECT)).hasSize(1);
        assertThat(second.received(CONNECT)).hasSize(1);
    }

    @Test
    void serversShareTheAttempts() {
        app.connector("reconnect-attempts", 1);
        first.dropTcp();
        second.dropTcp();
        app.outgoing("out");
        await().until(() -> !app.liveness("out").isOk());
        assertThat(first.tcpConnections()).isEqualTo(1);
        assertThat(second.tcpConnections()).isEqualTo(1);
        assertThat(app.liveness("out").getMessage()).contains("gave up on " + address(second))
                .contains("`reconnect-attempts`, 1");
    }

    private static String address(ScriptedServer server) {
        return server.host() + ":" + server.port();
    }
}
