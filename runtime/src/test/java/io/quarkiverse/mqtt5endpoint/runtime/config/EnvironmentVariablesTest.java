package io.quarkiverse.mqtt5endpoint.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.mqtt5endpoint.core.settings.Direction;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.providers.impl.ConnectorConfig;

/** The forms of environment variables that the documentation names. */
class EnvironmentVariablesTest {

    private static final int UNKNOWN = 160;

    @ParameterizedTest
    @CsvSource({ "words,MP_MESSAGING_INCOMING_WORDS_SHARE_NAME",
            "words,MP_MESSAGING_CONNECTOR_SMALLRYE_MQTT5_ENDPOINT_SHARE_NAME",
            "words-in,MP_MESSAGING_INCOMING_WORDS_IN_SHARE_NAME", "words.in,MP_MESSAGING_INCOMING__WORDS_IN__SHARE_NAME" })
    void attributeCanBeAnEnvironmentVariable(String channel, String variable) {
        Config config = channel(channel, Map.of(variable, "mine"));
        assertThat(ChannelSettingsReader.incoming(config, new Environment(Optional.empty(), false, 1, GeneratedIds.NEW))
                .subscription().filters())
                .containsExactly("$share/mine/" + channel);
    }

    @Test
    void environmentVariablesAreNotTakenForUnknownAttributes() {
        try (TestLog log = new TestLog()) {
            Config config = channel("words", Map.of("MP_MESSAGING_INCOMING_WORDS_SHARE_NAME", "mine",
                    "MP_MESSAGING_INCOMING_WORDS_DEAD_LETTER_QUEUE_ON_FAILURE", "reject",
                    "MP_MESSAGING_INCOMING_WORDS_OF_ANOTHER_CHANNEL_QOS", "1"));
            new UnknownAttributes(ReportedAttributes.NONE).report("note-environment", Direction.INCOMING, config);
            assertThat(log.lines(UNKNOWN, "note-environment")).isEmpty();
        }
    }

    private static Config channel(String channel, Map<String, String> environment) {
        String prefix = ConnectorConfig.channelPrefix("mp.messaging.incoming.", channel);
        return new ChannelConfig(new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(Map.of(prefix + "connector",
                        "smallrye-mqtt5-endpoint", prefix + "host", "server.example"), "test", 100))
                .build(), channel);
    }

    private static final class ChannelConfig extends ConnectorConfig {

        ChannelConfig(Config application, String channel) {
            super("mp.messaging.incoming.", application, channel);
        }
    }
}
