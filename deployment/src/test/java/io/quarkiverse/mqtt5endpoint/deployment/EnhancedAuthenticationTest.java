package io.quarkiverse.mqtt5endpoint.deployment;

import static io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType.AUTHENTICATION_METHOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5Auth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5AuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;

import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkiverse.mqtt5endpoint.testkit.Packets;
import io.quarkiverse.mqtt5endpoint.testkit.PropertiesBuilder;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.SubscribeAnswers;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;

/** A bean of the application authenticates its connections, found by its name among others. */
class EnhancedAuthenticationTest {

    private static final String PORT = "enhanced-authentication-test.port";
    private static ScriptedServer server;

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Mechanism.class, First.class, Second.class, Readings.class))
            .withConfiguration("""
                    mp.messaging.incoming.readings.host=127.0.0.1
                    mp.messaging.incoming.readings.port=${%s}
                    mp.messaging.incoming.readings.authentication-mechanism-name=second
                    """.formatted(PORT))
            .setBeforeAllCustomizer(EnhancedAuthenticationTest::startServer)
            .setAfterAllCustomizer(EnhancedAuthenticationTest::stopServer);

    private static void startServer() {
        server = ScriptedServer.started();
        server.onConnect((connection, packet) -> ConnectAnswers.accept(PropertiesBuilder.properties().text(
                AUTHENTICATION_METHOD, packet.properties().text(AUTHENTICATION_METHOD).orElse("none")))
                .answer(connection, packet));
        server.onSubscribe(SubscribeAnswers.grantRequested()
                .then((connection, packet) -> connection.send(Packets.publish("readings", "21", 1, 1))));
        System.setProperty(PORT, String.valueOf(server.port()));
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

    /** Says who it is, and is content with the server. */
    abstract static class Mechanism implements Mqtt5EnhancedAuthMechanism {

        final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public MqttUtf8String getMethod() {
            return MqttUtf8String.of("method");
        }

        @Override
        public int getTimeout() {
            return 5;
        }

        @Override
        public CompletableFuture<Void> onAuth(Mqtt5ClientConfig config, Mqtt5Connect connect, Mqtt5EnhancedAuthBuilder auth) {
            calls.add("connect");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Boolean> onAuthSuccess(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
            calls.add("connected");
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletableFuture<Void> onReAuth(Mqtt5ClientConfig config, Mqtt5AuthBuilder auth) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Boolean> onContinue(Mqtt5ClientConfig config, Mqtt5Auth auth, Mqtt5AuthBuilder reply) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletableFuture<Boolean> onReAuthSuccess(Mqtt5ClientConfig config, Mqtt5Auth auth) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public void onAuthRejected(Mqtt5ClientConfig config, Mqtt5ConnAck connAck) {
            calls.add("rejected");
        }

        @Override
        public void onReAuthRejected(Mqtt5ClientConfig config, Mqtt5Disconnect disconnect) {
            calls.add("rejected");
        }

        @Override
        public void onAuthError(Mqtt5ClientConfig config, Throwable cause) {
            calls.add("error");
        }

        @Override
        public void onReAuthError(Mqtt5ClientConfig config, Throwable cause) {
            calls.add("error");
        }
    }

    @ApplicationScoped
    @Identifier("first")
    static class First extends Mechanism {
    }

    @ApplicationScoped
    @Identifier("second")
    static class Second extends Mechanism {

        List<String> calls() {
            return calls;
        }
    }

    @Inject
    Readings readings;

    @Inject
    @Identifier("second")
    Second second;

    @Test
    void theBeanThatIsNamedAuthenticatesTheConnection() {
        await().until(() -> readings.read().contains("21"));
        assertThat(second.calls()).containsExactly("connect", "connected");
    }
}
