package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelBuildItem;

class ChannelNamesTest {

    private static final String OURS = "smallrye-mqtt5-endpoint";

    private final ChannelNames names = new ChannelNames(Set.of(OURS), List.of(
            ChannelBuildItem.incoming("readings", OURS), ChannelBuildItem.outgoing("prices.eu", OURS)));

    @ParameterizedTest
    @ValueSource(strings = { "smallrye-mqtt5-endpont", "smallrye-mqtt-endpoint", "mqtt5-endpiont", "Smallrye-mqtt5-endpoint" })
    void misspelledConnectorIsAnError(String connector) {
        ConfiguredChannel channel = configured(Map.of("mp.messaging.incoming.readings.connector", connector));
        assertThat(names.misspelledConnector(channel)).get().extracting(Throwable::getMessage).isEqualTo(
                "Channel `readings`: `mp.messaging.incoming.readings.connector` must be the name of a connector, but was `"
                        + connector + "`; did you mean `smallrye-mqtt5-endpoint`?");
    }

    @ParameterizedTest
    @ValueSource(strings = { OURS, "mqtt5-endpoint", "smallrye-mqtt", "smallrye-kafka", "another" })
    void otherConnectorsAreNotOurBusiness(String connector) {
        assertThat(names.misspelledConnector(configured(Map.of("mp.messaging.incoming.readings.connector", connector))))
                .isEmpty();
    }

    @Test
    void channelThatNothingUsesIsFound() {
        ConfiguredChannel channel = configured(Map.of("mp.messaging.incoming.readigns.topic", "a"));
        assertThat(names.isUnused(channel)).isTrue();
        assertThat(names.nearest(channel)).contains("readings");
    }

    @Test
    void channelOfTheOtherDirectionIsAnotherOne() {
        ConfiguredChannel channel = configured(Map.of("mp.messaging.outgoing.readings.topic", "a"));
        assertThat(names.isUnused(channel)).isTrue();
        assertThat(names.nearest(channel)).isEmpty();
    }

    @Test
    void quotedNamesAreUnderstood() {
        assertThat(names.isUnused(configured(Map.of("mp.messaging.outgoing.\"prices.eu\".topic", "a")))).isFalse();
    }

    @Test
    void channelOfAnotherConnectorIsNotOurBusiness() {
        assertThat(names.isUnused(configured(Map.of("mp.messaging.incoming.unused.connector", "another")))).isFalse();
        ChannelNames several = new ChannelNames(Set.of(OURS, "another"), List.of());
        assertThat(several.isUnused(configured(Map.of("mp.messaging.incoming.unused.topic", "a")))).isFalse();
    }

    @Test
    void propertiesOfOneChannelAreOneChannel() {
        assertThat(ConfiguredChannel.all(
                List.of("mp.messaging.incoming.b.topic", "mp.messaging.incoming.a.qos", "mp.messaging.incoming.a.topic",
                        "mp.messaging.connector.x.y", "quarkus.x").stream(),
                property -> Optional.empty())).extracting(ConfiguredChannel::name).containsExactly("a", "b");
    }

    private static ConfiguredChannel configured(Map<String, String> properties) {
        return ConfiguredChannel.all(properties.keySet().stream(), property -> Optional.ofNullable(properties.get(property)))
                .findFirst().orElseThrow();
    }
}
