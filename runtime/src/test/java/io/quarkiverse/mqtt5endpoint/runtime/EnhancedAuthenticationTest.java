package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.AUTH;
import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_METHOD;
import static io.quarkiverse.mqtt5endpoint.runtime.ChallengeAuthentication.METHOD;
import static io.quarkiverse.mqtt5endpoint.runtime.ChallengeAuthentication.proof;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.smallrye.mutiny.Uni;

/** Authentication in several steps (MQTT 5, 4.12), by a method of the application. */
class EnhancedAuthenticationTest {

    private static final int CONTINUE = 0x18;
    private static final int AGAIN = 0x19;
    private static final int NOT_AUTHORIZED = 0x87;

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).connector("reconnect-attempts", 1).connector("topic", "t")
            .connector("authentication-mechanism-name", "mine");
    private final TestLog log = new TestLog();
    private final String channel = "in-" + server.port();
    private final ChallengeAuthentication authentication = new ChallengeAuthentication("secret");

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @Test
    void connectCarriesMethodAndData() {
        consuming(authentication);
        MqttConnectMessage connect = (MqttConnectMessage) server.awaitReceived(CONNECT, 1).get(0).message();
        assertThat(connect.variableHeader().hasPassword()).isFalse();
        assertThat(server.received(CONNECT).get(0).properties().text(AUTHENTICATION_METHOD)).contains(METHOD);
        assertThat(data(server.received(CONNECT).get(0))).isEqualTo("hello");
    }

    @Test
    void proofInSeveralStepsLeadsToAConnection() {
        asksForProof("one", "two");
        Consumer consumer = consuming(authentication);
        await().until(() -> app.readiness(channel).isOk());
        assertThat(server.received(AUTH)).extracting(EnhancedAuthenticationTest::data)
                .containsExactly(proof("secret", "one"), proof("secret", "two"));
        assertThat(server.received(AUTH)).allSatisfy(auth -> {
            assertThat(auth.reasonCode()).isEqualTo(CONTINUE);
            assertThat(auth.properties().text(AUTHENTICATION_METHOD)).contains(METHOD);
        });
        assertThat(authentication.calls).containsExactly("connect", "challenge one", "challenge two", "connected");
        server.publish("t", "m", 1);
        server.awaitReceived(PUBACK, 1);
        assertThat(consumer.payloads()).containsExactly("m");
        assertThat(log.problems(channel)).isEmpty();
    }

    @Test
    void eachConnectionIsProvenAnew() {
        asksForProof("one");
        consuming(authentication);
        await().until(() -> app.readiness(channel).isOk());
        server.cut();
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.readiness(channel).isOk());
        assertThat(authentication.calls).containsExactly("connect", "challenge one", "connected", "connect", "challenge one",
                "connected");
    }

    @Test
    void wrongProofUsesTheAttemptsAndTheSentenceSaysSo() {
        asksForProof("one");
        ChallengeAuthentication wrong = new ChallengeAuthentication("guess");
        assertThat(consuming(wrong).awaitFailure()).hasMessageContaining("Channel `" + channel + "`: gave up on")
                .hasMessageContaining("`reconnect-attempts`, 1")
                .hasMessageContaining("CONNACK with reason code NOT_AUTHORIZED (0x87)");
        assertThat(server.received(CONNECT)).hasSize(2);
        assertThat(wrong.calls).containsExactly("connect", "challenge one", "rejected NOT_AUTHORIZED (0x87) wrong proof",
                "connect", "challenge one", "rejected NOT_AUTHORIZED (0x87) wrong proof");
        assertThat(log.lines().stream().filter(line -> line.contains(channel)))
                .noneMatch(line -> line.contains("guess") || line.contains("hello"));
    }

    @Test
    void methodThatTheServerDoesNotHaveIsNotTriedAgain() {
        server.onConnect(ConnectAnswers.refuse(0x8C));
        assertThat(consuming(authentication).awaitFailure()).hasMessageContaining("refused the connection permanently")
                .hasMessageContaining("BAD_AUTHENTICATION_METHOD (0x8C)");
        assertThat(server.received(CONNECT)).hasSize(1);
        assertThat(log.problems(channel)).singleElement().asString().startsWith("MQTT5E00103");
    }

    @Test
    void serverThatCannotProveItselfIsLeft() {
        server.onNextConnects(1, accept("other secret"));
        server.onConnect(accept("secret"));
        consuming(authentication);
        assertGotOver("own DISCONNECT with reason code NOT_AUTHORIZED (0x87): Server CONNACK with reason code SUCCESS not"
                + " accepted");
    }

    @Test
    void serverThatSkipsTheAuthenticationIsLeft() {
        server.onNextConnects(1, ConnectAnswers.accept());
        server.onConnect(accept("secret"));
        consuming(authentication);
        assertGotOver("Auth method in CONNACK must be present");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "24 | other | one | Auth method in AUTH must be the same as in the CONNECT",
            "24 | challenge | '' | Server auth not accepted",
            "0 | challenge | one | Must not receive AUTH with reason code SUCCESS during connect auth",
            "25 | challenge | one | Must not receive AUTH with reason code REAUTHENTICATE during connect auth" })
    void stepThatIsNoStepIsRefused(int reasonCode, String method, String challenge, String said) {
        server.onNextConnects(1, (connection, packet) -> connection.send(
                Packets.auth(reasonCode, authentication(method, challenge).build())));
        server.onConnect(accept("secret"));
        consuming(authentication);
        assertGotOver(said);
    }

    @Test
    void methodThatThrowsIsReportedAndTriedAgain() {
        server.onConnect(accept("secret"));
        consuming(new ChallengeAuthentication("secret") {
            @Override
            public Exchange authenticate() {
                if (calls.isEmpty()) {
                    calls.add("thrown");
                    throw new IllegalStateException("no key yet");
                }
                return super.authenticate();
            }
        });
        await().until(() -> app.readiness(channel).isOk());
        assertThat(log.problems(channel)).singleElement().asString().startsWith("MQTT5E00102").contains("no key yet");
    }

    @Test
    void serverThatAsksToAuthenticateAgainIsRefusedAsTheSpecificationDoesNotKnowIt() {
        server.onConnect(accept("secret"));
        consuming(authentication);
        await().until(() -> app.readiness(channel).isOk());
        server.send(Packets.auth(AGAIN, authentication(METHOD, "").build()));
        assertThat(server.awaitReceived(DISCONNECT, 1).get(0).reasonCode()).isEqualTo(0x82);
        assertGotOver("Must not receive AUTH with reason code REAUTHENTICATE");
    }

    @Test
    void serverMayAskToAuthenticateAgainWhereACustomizerAllowsIt() {
        app.customizing((name, builder) -> builder.advancedConfig().allowServerReAuth(true).applyAdvancedConfig());
        server.onConnect(accept("secret"));
        server.on(AUTH, (connection, packet) -> connection.send(
                Packets.auth(0, authentication(METHOD, proof("secret", "server")).build())));
        consuming(authentication);
        await().until(() -> app.readiness(channel).isOk());
        server.send(Packets.auth(AGAIN, authentication(METHOD, "server").build()));
        await().until(() -> authentication.calls.contains("again connected"));
        assertThat(data(server.received(AUTH).get(0))).isEqualTo("hello again");
        assertThat(authentication.calls).containsExactly("connect", "connected", "asked to by server", "again connect",
                "again connected");
        assertThat(log.problems(channel)).isEmpty();
    }

    @Test
    void serverThatDoesNotGoOnEndsWithTheTimeoutOfTheMethod() {
        server.onNextConnects(1, Answer.silence());
        server.onConnect(accept("secret"));
        consuming(new ChallengeAuthentication("secret", Duration.ofMillis(1)));
        assertGotOver("Timeout while waiting for AUTH or CONNACK");
    }

    @Test
    void serverThatFailsToProveItselfAgainIsLeft() {
        app.customizing((name, builder) -> builder.advancedConfig().allowServerReAuth(true).applyAdvancedConfig());
        server.onConnect(accept("secret"));
        server.on(AUTH, (connection, packet) -> connection.send(Packets.auth(0, authentication(METHOD, "").build())));
        consuming(authentication);
        await().until(() -> app.readiness(channel).isOk());
        server.send(Packets.auth(AGAIN, authentication(METHOD, "").build()));
        assertGotOver("own DISCONNECT with reason code NOT_AUTHORIZED (0x87)");
        assertThat(authentication.calls).containsExactly("connect", "connected", "asked to by ", "again connect",
                "again connected", "again failed", "connect", "connected");
    }

    @Test
    void clientAuthenticatesAgainBeforeItsTokenExpires() {
        server.onConnect(accept("secret"));
        server.on(AUTH, (connection, packet) -> connection.send(packet.reasonCode() == AGAIN
                ? Packets.auth(CONTINUE, authentication(METHOD, "again").build())
                : Packets.auth(0, authentication(METHOD, proof("secret", "server")).build())));
        ExpiringAuthentication expiring = new ExpiringAuthentication("secret", 2);
        consuming(expiring);
        await().until(() -> expiring.calls.contains("token 3 connected"));
        assertThat(server.received(AUTH)).extracting(ReceivedPacket::reasonCode).containsExactly(AGAIN, CONTINUE, AGAIN,
                CONTINUE);
        assertThat(server.received(AUTH)).extracting(EnhancedAuthenticationTest::data).containsExactly("token 2",
                proof("secret", "again"), "token 3", proof("secret", "again"));
        assertThat(server.received(CONNECT)).hasSize(1);
        assertThat(log.problems(channel)).isEmpty();
    }

    @Test
    void refusedReauthenticationUsesTheReconnectPolicy() {
        server.onConnect(accept("secret"));
        server.on(AUTH, (connection, packet) -> connection
                .send(Packets.disconnect(NOT_AUTHORIZED, PropertiesBuilder.properties().build())));
        ExpiringAuthentication expiring = new ExpiringAuthentication("secret", 1);
        consuming(expiring);
        assertGotOver("DISCONNECT with reason code NOT_AUTHORIZED (0x87)");
        assertThat(expiring.calls).contains("token 2 rejected NOT_AUTHORIZED (0x87) null");
    }

    @Test
    void reauthenticationThatCannotBeginEndsTheConnection() {
        server.onConnect(accept("secret"));
        consuming(new ExpiringAuthentication("secret", 1) {
            @Override
            public Exchange reauthenticate() {
                throw new IllegalStateException("no new token");
            }
        });
        assertGotOver("the client could not authenticate again: ");
        assertThat(log.problems(channel)).singleElement().asString().contains("no new token");
    }

    @Test
    void serverThatDoesNotAnswerAReauthenticationIsLeft() {
        server.onConnect(accept("secret"));
        server.on(AUTH, Answer.silence());
        consuming(new ExpiringAuthentication("secret", 1), "connect-timeout-seconds=1");
        assertGotOver("Timeout while waiting for AUTH or DISCONNECT");
    }

    @Test
    void methodWithoutDataSendsNoneAndAcceptsTheServer() {
        server.onNextConnects(1, challenge("one"));
        server.on(AUTH, ConnectAnswers.accept(authentication(METHOD, "")));
        consuming(new Plain());
        await().until(() -> app.readiness(channel).isOk());
        assertThat(server.received(CONNECT).get(0).properties().bytes(AUTHENTICATION_DATA)).isEmpty();
        assertThat(server.received(AUTH).get(0).properties().bytes(AUTHENTICATION_DATA)).isEmpty();
    }

    @Test
    void exchangeOfAnAttemptEndsWithIt() {
        server.onNextConnects(1, (connection, packet) -> connection.close());
        server.onConnect(accept("secret"));
        consuming(authentication);
        await().until(() -> app.readiness(channel).isOk());
        assertThat(authentication.calls).containsExactly("connect", "failed", "connect", "connected");
    }

    @Test
    void nullIsReportedAsWhatItStandsFor() {
        server.onConnect(accept("secret"));
        consuming(new ChallengeAuthentication("secret") {
            @Override
            public Exchange authenticate() {
                calls.add("asked");
                return calls.size() == 1 ? null : super.authenticate();
            }
        });
        assertGotOver("authenticate() of Mqtt5Authentication must not return null", 1);
    }

    @Test
    void missingMethodFailsTheStart() {
        Mqtt5Authentication missing = new Plain() {
            @Override
            public String getMethod() {
                return null;
            }
        };
        assertThatThrownBy(() -> consuming(missing)).hasMessageContaining("Channel `" + channel + "`: attribute"
                + " `authentication-mechanism-name` must be the @Identifier of an Mqtt5Authentication bean whose getMethod()"
                + " does not return null, but was `mine`");
        assertThat(server.received(CONNECT)).isEmpty();
    }

    /** Nothing but what has to be there. */
    private static class Plain implements Mqtt5Authentication {

        @Override
        public String getMethod() {
            return METHOD;
        }

        @Override
        public Exchange authenticate() {
            return new Exchange() {
                @Override
                public Uni<byte[]> begin() {
                    return Uni.createFrom().nullItem();
                }

                @Override
                public Uni<byte[]> respond(byte[] challenge) {
                    return Uni.createFrom().nullItem();
                }
            };
        }
    }

    private Consumer consuming(Mqtt5Authentication how, String... attributes) {
        return app.authentication("mine", how).incoming(channel, attributes).acknowledging();
    }

    private void assertGotOver(String said) {
        assertGotOver(said, 2);
    }

    private void assertGotOver(String said, int connects) {
        server.awaitReceived(CONNECT, connects);
        await().until(() -> app.readiness(channel).isOk());
        assertThat(log.problems(channel)).singleElement().asString().startsWith("MQTT5E00102").contains(said);
    }

    /** One challenge after the other; the last proof has to be right. */
    private void asksForProof(String... challenges) {
        server.onConnect(challenge(challenges[0]));
        server.on(AUTH, (connection, packet) -> {
            String answer = data(packet);
            int step = List.of(challenges).indexOf(answer.split(":")[0]);
            Answer next = !answer.equals(proof("secret", challenges[step]))
                    ? ConnectAnswers.refuse(NOT_AUTHORIZED, PropertiesBuilder.properties().reasonString("wrong proof"))
                    : step == challenges.length - 1 ? accept("secret") : challenge(challenges[step + 1]);
            next.answer(connection, packet);
        });
    }

    private static Answer challenge(String text) {
        return (connection, packet) -> connection.send(Packets.auth(CONTINUE, authentication(METHOD, text).build()));
    }

    private static Answer accept(String secret) {
        return ConnectAnswers.accept(authentication(METHOD, proof(secret, "server")));
    }

    private static PropertiesBuilder authentication(String method, String data) {
        PropertiesBuilder properties = PropertiesBuilder.properties().text(AUTHENTICATION_METHOD, method);
        return data.isEmpty() ? properties : properties.bytes(AUTHENTICATION_DATA, data.getBytes(StandardCharsets.UTF_8));
    }

    private static String data(ReceivedPacket packet) {
        return new String(packet.properties().bytes(AUTHENTICATION_DATA).orElseThrow(), StandardCharsets.UTF_8);
    }
}
