package io.quarkiverse.mqtt5endpoint.deployment;

import static io.netty.handler.codec.mqtt.MqttMessageType.AUTH;
import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_DATA;
import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_METHOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.quarkiverse.mqtt5endpoint.documented.HmacAuthentication;
import io.quarkiverse.mqtt5endpoint.testkit.Answer;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.SubscribeAnswers;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;

/** A bean of the application authenticates its connections, found by its name among others: the documented example. */
class EnhancedAuthenticationTest {

    private static final String PORT = "enhanced-authentication-test.port";
    private static final String METHOD = "HMAC-SHA-256";
    private static final int CONTINUE = 0x18;
    private static final int NOT_AUTHORIZED = 0x87;

    private static ScriptedServer server;

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(HmacAuthentication.class, Other.class, Readings.class))
            .withConfiguration("""
                    device.name=sensor-7
                    device.secret=known to both
                    mp.messaging.incoming.readings.host=127.0.0.1
                    mp.messaging.incoming.readings.port=${%s}
                    mp.messaging.incoming.readings.authentication-mechanism-name=hmac
                    """.formatted(PORT))
            .setBeforeAllCustomizer(EnhancedAuthenticationTest::startServer)
            .setAfterAllCustomizer(EnhancedAuthenticationTest::stopServer);

    private static void startServer() {
        server = ScriptedServer.started();
        server.onConnect((connection, packet) -> connection.send(
                Packets.auth(CONTINUE, authentication("unguessable".getBytes(StandardCharsets.UTF_8)).build())));
        // The first time, the server can't prove itself.
        server.on(AUTH, (connection, packet) -> answer(packet.properties().bytes(AUTHENTICATION_DATA).orElseThrow())
                .answer(connection, packet));
        server.onSubscribe(SubscribeAnswers.grantRequested()
                .then((connection, packet) -> connection.send(Packets.publish("readings",
                        server.received(CONNECT).size() == 1 ? "from an impostor" : "21", 1, 1))));
        System.setProperty(PORT, String.valueOf(server.port()));
    }

    private static Answer answer(byte[] proof) {
        byte[] expected = hmac("client", "known to both");
        return Arrays.equals(proof, expected)
                ? ConnectAnswers.accept(authentication(hmac("server",
                        server.received(CONNECT).size() == 1 ? "only a guess" : "known to both")))
                : ConnectAnswers.refuse(NOT_AUTHORIZED);
    }

    private static PropertiesBuilder authentication(byte[] data) {
        return PropertiesBuilder.properties().text(AUTHENTICATION_METHOD, METHOD).bytes(AUTHENTICATION_DATA, data);
    }

    private static byte[] hmac(String role, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal((role + "unguessable").getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stopServer() {
        System.clearProperty(PORT);
        server.close();
    }

    @ApplicationScoped
    static class Readings {

        private final List<String> read = new CopyOnWriteArrayList<>();

        @Incoming("readings")
        void read(String reading) {
            read.add(reading);
        }

        List<String> read() {
            return read;
        }
    }

    @ApplicationScoped
    @Identifier("other")
    static class Other implements Mqtt5Authentication {

        @Override
        public String getMethod() {
            return "other";
        }

        @Override
        public Exchange authenticate() {
            throw new IllegalStateException("It is not named");
        }
    }

    @Inject
    Readings readings;

    @Test
    void namedBeanAuthenticatesTheConnectionAndTheServer() {
        await().until(() -> readings.read().contains("21"));
        assertThat(readings.read()).containsExactly("21");
    }
}
