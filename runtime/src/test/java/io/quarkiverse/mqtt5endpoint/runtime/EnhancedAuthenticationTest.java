package io.quarkiverse.mqtt5endpoint.runtime;

import static io.netty.handler.codec.mqtt.MqttMessageType.AUTH;
import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.DISCONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_METHOD;
import static io.quarkiverse.mqtt5endpoint.runtime.ChallengeMechanism.METHOD;
import static io.quarkiverse.mqtt5endpoint.runtime.ChallengeMechanism.proof;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;

/** Authentication in several steps (MQTT 5, 4.12), by a mechanism of the application. */
class EnhancedAuthenticationTest {

    private static final int CONTINUE = 0x18;
    private static final int AGAIN = 0x19;
    private static final int NOT_AUTHORIZED = 0x87;

    private final ScriptedServer server = ScriptedServer.started();
    private final TestEndpoint app = TestEndpoint.at(server).connector("reconnect-attempts", 1).connector("topic", "t")
            .connector("authentication-mechanism-name", "mine");
    private final TestLog log = new TestLog();
    private final String channel = "in-" + server.port();
    private final ChallengeMechanism mechanism = new ChallengeMechanism("secret");

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    @Test
    void connectCarriesMethodAndDataOfTheMechanism() {
        consuming(mechanism);
        MqttConnectMessage connect = (MqttConnectMessage) server.awaitReceived(CONNECT, 1).get(0).message();
        assertThat(connect.variableHeader().hasPassword()).isFalse();
        assertThat(server.received(CONNECT).get(0).properties().text(AUTHENTICATION_METHOD)).contains(METHOD);
        assertThat(data(server.received(CONNECT).get(0))).isEqualTo("hello");
    }

    @Test
    void aProofInSeveralStepsLeadsToAConnection() {
        asksForProof("one", "two");
        Consumer consumer = consuming(mechanism);
        await().until(() -> app.readiness(channel).isOk());
        assertThat(server.received(AUTH)).extracting(EnhancedAuthenticationTest::data)
                .containsExactly(proof("secret", "one"), proof("secret", "two"));
        assertThat(server.received(AUTH)).allSatisfy(auth -> {
            assertThat(auth.reasonCode()).isEqualTo(CONTINUE);
            assertThat(auth.properties().text(AUTHENTICATION_METHOD)).contains(METHOD);
        });
        assertThat(mechanism.calls).containsExactly("connect", "challenge one", "challenge two", "connected");
        server.publish("t", "m", 1);
        server.awaitReceived(PUBACK, 1);
        assertThat(consumer.payloads()).containsExactly("m");
        assertThat(log.problems(channel)).isEmpty();
    }

    @Test
    void eachConnectionIsProvenAnew() {
        asksForProof("one");
        consuming(mechanism);
        await().until(() -> app.readiness(channel).isOk());
        server.cut();
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.readiness(channel).isOk());
        assertThat(mechanism.calls).containsExactly("connect", "challenge one", "connected", "connect", "challenge one",
                "connected");
    }

    @Test
    void aWrongProofUsesTheAttemptsAndTheSentenceSaysSo() {
        asksForProof("one");
        ChallengeMechanism wrong = new ChallengeMechanism("guess");
        assertThat(consuming(wrong).awaitFailure()).hasMessageContaining("Channel `" + channel + "`: gave up on")
                .hasMessageContaining("`reconnect-attempts`, 1")
                .hasMessageContaining("CONNACK with reason code NOT_AUTHORIZED (0x87)");
        assertThat(server.received(CONNECT)).hasSize(2);
        assertThat(wrong.calls).containsExactly("connect", "challenge one", "rejected NOT_AUTHORIZED", "connect",
                "challenge one", "rejected NOT_AUTHORIZED");
        assertThat(log.lines().stream().filter(line -> line.contains(channel)))
                .noneMatch(line -> line.contains("guess") || line.contains("hello"));
    }

    @Test
    void aMethodThatTheServerDoesNotHaveIsNotTriedAgain() {
        server.onConnect(ConnectAnswers.refuse(0x8C));
        assertThat(consuming(mechanism).awaitFailure()).hasMessageContaining("refused the connection permanently")
                .hasMessageContaining("BAD_AUTHENTICATION_METHOD (0x8C)");
        assertThat(server.received(CONNECT)).hasSize(1);
        assertThat(log.problems(channel)).singleElement().asString().startsWith("MQTT5E00103");
    }

    @Test
    void aServerThatCannotProveItselfIsLeft() {
        server.onNextConnects(1, accept("other secret"));
        server.onConnect(accept("secret"));
        consuming(mechanism);
        assertGotOver("own DISCONNECT with reason code NOT_AUTHORIZED (0x87): Server CONNACK with reason code SUCCESS not"
                + " accepted");
    }

    @Test
    void aServerThatSkipsTheAuthenticationIsLeft() {
        server.onNextConnects(1, ConnectAnswers.accept());
        server.onConnect(accept("secret"));
        consuming(mechanism);
        assertGotOver("Auth method in CONNACK must be present");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "24 | other | one | Auth method in AUTH must be the same as in the CONNECT",
            "24 | challenge | '' | Server auth not accepted",
            "0 | challenge | one | Must not receive AUTH with reason code SUCCESS during connect auth",
            "25 | challenge | one | Must not receive AUTH with reason code REAUTHENTICATE during connect auth" })
    void aStepThatIsNoStepIsRefused(int reasonCode, String method, String challenge, String said) {
        server.onNextConnects(1, (connection, packet) -> connection.send(
                Packets.auth(reasonCode, authentication(method, challenge).build())));
        server.onConnect(accept("secret"));
        consuming(mechanism);
        assertGotOver(said);
    }

    @Test
    void aMechanismThatThrowsIsReportedAndTriedAgain() {
        server.onConnect(accept("secret"));
        consuming(new ChallengeMechanism("secret") {
            @Override
            public CompletableFuture<Void> onAuth(Mqtt5ClientConfig config, Mqtt5Connect connect,
                    Mqtt5EnhancedAuthBuilder auth) {
                if (calls.isEmpty()) {
                    calls.add("thrown");
                    throw new IllegalStateException("no key yet");
                }
                return super.onAuth(config, connect, auth);
            }
        });
        await().until(() -> app.readiness(channel).isOk());
        assertThat(log.problems(channel)).singleElement().asString().startsWith("MQTT5E00102").contains("no key yet");
    }

    @Test
    void aServerThatAsksToAuthenticateAgainIsRefusedAsTheSpecificationDoesNotKnowIt() {
        server.onConnect(accept("secret"));
        consuming(mechanism);
        await().until(() -> app.readiness(channel).isOk());
        server.send(Packets.auth(AGAIN, authentication(METHOD, "").build()));
        assertThat(server.awaitReceived(DISCONNECT, 1).get(0).reasonCode()).isEqualTo(0x82);
        assertGotOver("Must not receive AUTH with reason code REAUTHENTICATE");
    }

    @Test
    void aServerMayAskToAuthenticateAgainWhereACustomizerAllowsIt() {
        app.customizing((name, builder) -> builder.advancedConfig().allowServerReAuth(true).applyAdvancedConfig());
        server.onConnect(accept("secret"));
        server.on(AUTH, (connection, packet) -> connection.send(Packets.auth(0, authentication(METHOD, "").build())));
        consuming(mechanism);
        await().until(() -> app.readiness(channel).isOk());
        server.send(Packets.auth(AGAIN, authentication(METHOD, "").build()));
        await().until(() -> mechanism.calls.contains("again connected"));
        assertThat(data(server.received(AUTH).get(0))).isEqualTo("hello again");
        assertThat(mechanism.calls).containsExactly("connect", "connected", "again", "again connected");
        assertThat(log.problems(channel)).isEmpty();
    }

    @Test
    void aServerThatDoesNotGoOnEndsWithTheTimeoutOfTheMechanism() {
        server.onNextConnects(1, Answer.silence());
        server.onConnect(accept("secret"));
        consuming(new ChallengeMechanism("secret", 1));
        assertGotOver("Timeout while waiting for AUTH or CONNACK");
    }

    private Consumer consuming(Mqtt5EnhancedAuthMechanism how, String... attributes) {
        return app.mechanism("mine", how).incoming(channel, attributes).acknowledging();
    }

    private void assertGotOver(String said) {
        server.awaitReceived(CONNECT, 2);
        await().until(() -> app.readiness(channel).isOk());
        assertThat(log.problems(channel)).singleElement().asString().startsWith("MQTT5E00102").contains(said);
    }

    /** One challenge after the other; the last proof has to be right. */
    private void asksForProof(String... challenges) {
        server.onConnect(challenge(challenges[0]));
        server.on(AUTH, (connection, packet) -> {
            String answer = data(packet);
            int step = List.of(challenges).indexOf(answer.split(":")[0]);
            Answer next = !answer.equals(proof("secret", challenges[step])) ? ConnectAnswers.refuse(NOT_AUTHORIZED)
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
