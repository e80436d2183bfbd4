package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** What a server says when it ends or refuses a connection is in the log and in the health. */
class ServerReasonsTest {

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server)
            .connector("reconnect-interval-seconds", 100).connector("client-id", "fixed");
    private final TestLog log = new TestLog();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @ParameterizedTest
    @CsvSource({ "0x80,UNSPECIFIED_ERROR", "0x81,MALFORMED_PACKET", "0x82,PROTOCOL_ERROR", "0x83,IMPLEMENTATION_SPECIFIC_ERROR",
            "0x87,NOT_AUTHORIZED", "0x89,SERVER_BUSY", "0x8B,SERVER_SHUTTING_DOWN", "0x8D,KEEP_ALIVE_TIMEOUT",
            "0x8E,SESSION_TAKEN_OVER", "0x8F,TOPIC_FILTER_INVALID", "0x90,TOPIC_NAME_INVALID", "0x93,RECEIVE_MAXIMUM_EXCEEDED",
            "0x94,TOPIC_ALIAS_INVALID", "0x95,PACKET_TOO_LARGE", "0x96,MESSAGE_RATE_TOO_HIGH", "0x97,QUOTA_EXCEEDED",
            "0x98,ADMINISTRATIVE_ACTION", "0x99,PAYLOAD_FORMAT_INVALID", "0x9B,QOS_NOT_SUPPORTED", "0x9C,USE_ANOTHER_SERVER",
            "0x9D,SERVER_MOVED", "0x9E,SHARED_SUBSCRIPTIONS_NOT_SUPPORTED", "0x9F,CONNECTION_RATE_EXCEEDED",
            "0xA0,MAXIMUM_CONNECT_TIME" })
    void disconnectIsLoggedAndShownByReadiness(String code, String name) {
        String channel = "disconnected" + code;
        app.outgoing(channel);
        await().until(() -> app.readiness(channel).isOk());
        server.disconnect(Integer.decode(code), properties().reasonString("because of that").build());
        isToldAndWaitsForTheNextAttempt(channel, "DISCONNECT with reason code " + name + " (" + code + "): because of that");
    }

    @ParameterizedTest
    @CsvSource({ "0x80,UNSPECIFIED_ERROR", "0x81,MALFORMED_PACKET", "0x82,PROTOCOL_ERROR", "0x83,IMPLEMENTATION_SPECIFIC_ERROR",
            "0x86,BAD_USER_NAME_OR_PASSWORD", "0x87,NOT_AUTHORIZED", "0x88,SERVER_UNAVAILABLE", "0x89,SERVER_BUSY",
            "0x95,PACKET_TOO_LARGE", "0x97,QUOTA_EXCEEDED", "0x99,PAYLOAD_FORMAT_INVALID", "0x9A,RETAIN_NOT_SUPPORTED",
            "0x9B,QOS_NOT_SUPPORTED", "0x9C,USE_ANOTHER_SERVER", "0x9D,SERVER_MOVED", "0x9F,CONNECTION_RATE_EXCEEDED" })
    void refusalIsLoggedAndShownByReadiness(String code, String name) {
        String channel = "refused" + code;
        server.onConnect(ConnectAnswers.refuse(Integer.decode(code), properties().reasonString("because of that")));
        app.outgoing(channel);
        isToldAndWaitsForTheNextAttempt(channel, "CONNACK with reason code " + name + " (" + code + "): because of that");
    }

    @ParameterizedTest
    @CsvSource({ "0x84,UNSUPPORTED_PROTOCOL_VERSION", "0x85,CLIENT_IDENTIFIER_NOT_VALID", "0x8A,BANNED",
            "0x8C,BAD_AUTHENTICATION_METHOD", "0x90,TOPIC_NAME_INVALID" })
    void refusalThatCannotChangeEndsTheChannel(String code, String name) {
        String channel = "banned" + code;
        server.onConnect(ConnectAnswers.refuse(Integer.decode(code), properties().reasonString("because of that")));
        app.outgoing(channel);
        await().until(() -> !app.liveness(channel).isOk());
        String text = "CONNACK with reason code " + name + " (" + code + "): because of that";
        assertThat(app.liveness(channel).getMessage()).contains("refused the connection permanently: " + text);
        assertThat(app.readiness(channel).getMessage()).contains(text);
        assertThat(log.lines(103, channel)).hasSize(1);
        assertThat(log.lines(102, channel)).isEmpty();
        assertThat(server.received(CONNECT)).hasSize(1);
    }

    private void isToldAndWaitsForTheNextAttempt(String channel, String text) {
        await().until(() -> !log.lines(102, channel).isEmpty());
        assertThat(app.readiness(channel)).satisfies(readiness -> {
            assertThat(readiness.isOk()).isFalse();
            assertThat(readiness.getMessage()).contains(text);
        });
        assertThat(app.liveness(channel).isOk()).isTrue();
        assertThat(log.lines(102, channel)).singleElement().asString().contains(text);
        assertThat(server.received(CONNECT)).hasSize(1);
    }
}
