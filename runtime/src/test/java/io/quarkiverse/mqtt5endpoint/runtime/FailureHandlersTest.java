package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;

/** What a failure strategy is created with. */
class FailureHandlersTest {

    private final ChannelProperties properties = new ChannelProperties().set("host", "server.example");

    @Test
    void strategySeesItsAttributesAsParsed() {
        properties.set("reject.reason-code", " 0x97 ").set("dead-letter-queue.on-failure", "ignore");
        Config seen = seen();
        assertThat(seen.getValue("reject.reason-code", Integer.class)).isEqualTo(0x97);
        assertThat(seen.getValue("dead-letter-queue.on-failure", String.class)).isEqualTo("ignore");
    }

    @Test
    void strategySeesDefaultsOfUnsetAttributes() {
        assertThat(seen().getValue("reject.reason-code", Integer.class)).isEqualTo(0x83);
        assertThat(seen().getValue("dead-letter-queue.topic", String.class)).isEqualTo("dead-letter-topic-in");
    }

    @Test
    void strategySeesAttributesOfItsOwn() {
        properties.set("my-own", "7");
        assertThat(seen().getValue("my-own", Integer.class)).isEqualTo(7);
        assertThat(seen().getOptionalValue("nobody-set-this", String.class)).isEmpty();
    }

    private Config seen() {
        Config[] seen = new Config[1];
        IncomingSettings settings = properties.incoming("in");
        new FailureHandlers(name -> Optional.of((channel, config) -> {
            seen[0] = config;
            return null;
        })).create(settings.failure(), "in", properties.incomingChannel("in"));
        return seen[0];
    }
}
