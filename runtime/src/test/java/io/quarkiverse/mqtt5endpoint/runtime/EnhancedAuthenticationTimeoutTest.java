package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.AUTH;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_METHOD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5Auth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5AuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** However many steps an authentication has, and whoever leaves one out: it ends with the connect timeout. */
class EnhancedAuthenticationTimeoutTest {

    private static final int NO_TIMEOUT_OF_ITS_OWN = 0;

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).connector("reconnect-attempts", 0)
            .connector("authentication-mechanism-name", "mine").connector("connect-timeout-seconds", 1);
    private final String channel = "in-" + server.port();

    @AfterEach
    void end() {
        app.close();
        server.close();
    }

    @Test
    void aMechanismThatNeverBegins() {
        assertGivesUp(new ChallengeMechanism("secret", NO_TIMEOUT_OF_ITS_OWN) {
            @Override
            public CompletableFuture<Void> onAuth(Mqtt5ClientConfig config, Mqtt5Connect connect,
                    Mqtt5EnhancedAuthBuilder auth) {
                return new CompletableFuture<>();
            }
        });
    }

    @Test
    void aMechanismThatNeverAnswersAChallenge() {
        server.onConnect((connection, packet) -> connection.send(challenge()));
        assertGivesUp(new ChallengeMechanism("secret", NO_TIMEOUT_OF_ITS_OWN) {
            @Override
            public CompletableFuture<Boolean> onContinue(Mqtt5ClientConfig config, Mqtt5Auth auth, Mqtt5AuthBuilder reply) {
                return new CompletableFuture<>();
            }
        });
    }

    @Test
    void aMechanismThatNeverJudgesTheServer() {
        server.onConnect(ConnectAnswers.accept(authentication()));
        assertGivesUp(new ChallengeMechanism("secret", NO_TIMEOUT_OF_ITS_OWN) {
            @Override
            public CompletableFuture<Boolean> onAuthSuccess(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
                return new CompletableFuture<>();
            }
        });
    }

    @Test
    void aServerThatNeverAnswers() {
        server.onConnect(Answer.silence());
        assertGivesUp(new ChallengeMechanism("secret", NO_TIMEOUT_OF_ITS_OWN));
    }

    @Test
    void aServerThatAsksOnAndOn() {
        server.onConnect((connection, packet) -> connection.send(challenge()));
        server.on(AUTH, (connection, packet) -> connection.send(challenge()));
        assertGivesUp(new ChallengeMechanism("secret", NO_TIMEOUT_OF_ITS_OWN));
    }

    private void assertGivesUp(ChallengeMechanism mechanism) {
        assertThat(app.mechanism("mine", mechanism).incoming(channel).awaitFailure())
                .hasMessageContaining("Channel `" + channel + "`: gave up on");
    }

    private static MqttMessage challenge() {
        return Packets.auth(0x18, authentication().bytes(AUTHENTICATION_DATA, new byte[] { 'x' }).build());
    }

    private static PropertiesBuilder authentication() {
        return PropertiesBuilder.properties().text(AUTHENTICATION_METHOD, ChallengeMechanism.METHOD);
    }
}
