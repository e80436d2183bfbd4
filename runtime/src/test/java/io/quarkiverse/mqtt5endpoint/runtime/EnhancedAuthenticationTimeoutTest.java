package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.AUTH;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_METHOD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.smallrye.mutiny.Uni;

/** However many steps an authentication has, and whoever leaves one out: it ends with the connect timeout. */
class EnhancedAuthenticationTimeoutTest {

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
    void methodThatNeverBegins() {
        assertGivesUp(new ChallengeAuthentication("secret") {
            @Override
            public Exchange authenticate() {
                return new Steps("", "hello") {
                    @Override
                    public Uni<byte[]> begin() {
                        return Uni.createFrom().nothing();
                    }
                };
            }
        });
    }

    @Test
    void methodThatNeverAnswersAChallenge() {
        server.onConnect((connection, packet) -> connection.send(challenge()));
        assertGivesUp(new ChallengeAuthentication("secret") {
            @Override
            public Exchange authenticate() {
                return new Steps("", "hello") {
                    @Override
                    public Uni<byte[]> respond(byte[] challenge) {
                        return Uni.createFrom().nothing();
                    }
                };
            }
        });
    }

    @Test
    void methodThatNeverJudgesTheServer() {
        server.onConnect(ConnectAnswers.accept(authentication()));
        assertGivesUp(new ChallengeAuthentication("secret") {
            @Override
            public Exchange authenticate() {
                return new Steps("", "hello") {
                    @Override
                    public Uni<Boolean> verify(byte[] data) {
                        return Uni.createFrom().nothing();
                    }
                };
            }
        });
    }

    @Test
    void serverThatNeverAnswers() {
        server.onConnect(Answer.silence());
        assertGivesUp(new ChallengeAuthentication("secret"));
    }

    @Test
    void serverThatAsksOnAndOn() {
        server.onConnect((connection, packet) -> connection.send(challenge()));
        server.on(AUTH, (connection, packet) -> connection.send(challenge()));
        assertGivesUp(new ChallengeAuthentication("secret"));
    }

    private void assertGivesUp(ChallengeAuthentication authentication) {
        assertThat(app.authentication("mine", authentication).incoming(channel).awaitFailure())
                .hasMessageContaining("Channel `" + channel + "`: gave up on");
    }

    private static MqttMessage challenge() {
        return Packets.auth(0x18, authentication().bytes(AUTHENTICATION_DATA, new byte[] { 'x' }).build());
    }

    private static PropertiesBuilder authentication() {
        return PropertiesBuilder.properties().text(AUTHENTICATION_METHOD, ChallengeAuthentication.METHOD);
    }
}
