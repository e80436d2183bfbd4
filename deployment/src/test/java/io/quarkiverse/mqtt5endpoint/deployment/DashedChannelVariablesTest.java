package io.quarkiverse.mqtt5endpoint.deployment;

import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** The forms in which environment variables reach a channel with dashes in its name. */
class DashedChannelVariablesTest {

    private static final String PORT = "dashed-channel-variables-test.port";

    private static ScriptedServer server;

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Words.class, Variables.class)
                    .addAsServiceProvider(ConfigSource.class, Variables.class))
            .withConfiguration("""
                    mp.messaging.connector.smallrye-mqtt5-endpoint.host=127.0.0.1
                    mp.messaging.connector.smallrye-mqtt5-endpoint.port=${%s}
                    mp.messaging.connector.smallrye-mqtt5-endpoint.shared-subscription=false
                    mp.messaging.incoming.words-in.topic=configured
                    mp.messaging.incoming.more-words.topic=${MORE_WORDS_TOPIC:configured}
                    """.formatted(PORT))
            .setBeforeAllCustomizer(DashedChannelVariablesTest::startServer)
            .setAfterAllCustomizer(DashedChannelVariablesTest::variablesArrived);

    private static void startServer() {
        server = ScriptedServer.started();
        System.setProperty(PORT, String.valueOf(server.port()));
    }

    private static void variablesArrived() {
        try (ScriptedServer stopping = server) {
            assertThat(stopping.received(SUBSCRIBE)).extracting(DashedChannelVariablesTest::filter)
                    .containsExactlyInAnyOrder("replaced", "referred-to");
        } finally {
            System.clearProperty(PORT);
        }
    }

    /** What the environment of the process would be. */
    public static class Variables extends EnvConfigSource {

        private static final long serialVersionUID = 1L;

        public Variables() {
            super(Map.of("MP_MESSAGING_INCOMING_WORDS_IN_TOPIC", "replaced", "MORE_WORDS_TOPIC", "referred-to"), 300);
        }
    }

    @ApplicationScoped
    static class Words {

        @Incoming("words-in")
        void first(String word) {
        }

        @Incoming("more-words")
        void second(String word) {
        }
    }

    @Inject
    HealthCenter health;

    /** What the channels subscribe to is looked at afterwards. */
    @Test
    void variableReplacesAConfiguredAttributeOrIsReferredTo() {
        await().atMost(Duration.ofSeconds(60)).until(() -> health.getReadiness().isOk());
    }

    private static String filter(ReceivedPacket subscribe) {
        return ((MqttSubscribeMessage) subscribe.message()).payload().topicSubscriptions().get(0).topicFilter();
    }
}
