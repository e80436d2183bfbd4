package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelDirection;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;

/** Whether an application needs a server is a question of its configuration alone. */
class DevServicesProcessorTest {

    private static final String CONNECTOR = "smallrye-mqtt5-endpoint";

    /** Channels as {@code direction:name:connector}, and which properties have a value. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "none", value = {
            "no channel                          | none                        | none                                              | false",
            "incoming without a host             | in:a:own                    | none                                              | true",
            "outgoing without a host             | out:a:own                   | none                                              | true",
            "another connector's channel         | in:a:smallrye-kafka         | none                                              | false",
            "smallrye's own connector for mqtt   | in:a:smallrye-mqtt          | none                                              | false",
            "host of the connector               | in:a:own out:b:own          | mp.messaging.connector.smallrye-mqtt5-endpoint.host | false",
            "servers of the connector            | in:a:own                    | mp.messaging.connector.smallrye-mqtt5-endpoint.servers | false",
            "servers of the channel              | in:a:own                    | mp.messaging.incoming.a.servers                   | false",
            "host of the channel                 | in:a:own                    | mp.messaging.incoming.a.host                      | false",
            "host of the outgoing channel        | out:a:own                   | mp.messaging.outgoing.a.host                      | false",
            "host of the other direction         | in:a:own                    | mp.messaging.outgoing.a.host                      | true",
            "host of another channel             | in:a:own out:b:own          | mp.messaging.incoming.a.host                      | true",
            "host of both channels               | in:a:own out:b:own          | mp.messaging.incoming.a.host mp.messaging.outgoing.b.host | false",
            "only a port                         | in:a:own                    | mp.messaging.incoming.a.port                      | true",
            "a name with dots                    | in:a.b:own                  | mp.messaging.incoming.\"a.b\".host                | false",
            "a name with dots without quotes     | in:a.b:own                  | mp.messaging.incoming.a.b.host                    | true",
            "beside another connector's channel  | in:a:smallrye-kafka out:b:own | mp.messaging.outgoing.b.host                    | false" })
    void serverIsNeededWhereAChannelHasNoHost(String what, String channels, String set, boolean needed) {
        Set<String> properties = Set.of(words(set).toArray(String[]::new));
        assertThat(DevServicesProcessor.isNeeded(channels(channels), properties::contains)).as(what).isEqualTo(needed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "none", value = {
            "none                               | 1883", "ssl=true                  | 8883", "ssl=false                 | 1883",
            "tls-configuration-name=x           | 8883", "ssl.truststore.type=pem   | 8883", "transport=websocket       | 80",
            "transport=websocket ssl=true       | 443", "ssl=yes                   | 8883", "ssl=On                    | 8883",
            "ssl=maybe                          | 1883" })
    void channelWithAHostOfItsOwnKeepsItsDefaultPort(String attributes, String port) {
        Map<String, String> values = new HashMap<>(Map.of("mp.messaging.incoming.a.host", "h"));
        words(attributes).map(word -> word.split("=")).forEach(
                word -> values.put("mp.messaging.incoming.a." + word[0], word[1]));
        assertThat(DevServicesProcessor.defaultPorts(channels("in:a:own"), name -> Optional.ofNullable(values.get(name))))
                .containsExactly(Map.entry("mp.messaging.incoming.a.port", port));
        values.put("mp.messaging.incoming.a.port", "99");
        assertThat(DevServicesProcessor.defaultPorts(channels("in:a:own"), name -> Optional.ofNullable(values.get(name))))
                .isEmpty();
    }

    private static List<ConnectorManagedChannelBuildItem> channels(String channels) {
        return words(channels).map(channel -> channel.split(":"))
                .map(parts -> new ConnectorManagedChannelBuildItem(parts[1],
                        parts[0].equals("in") ? ChannelDirection.INCOMING : ChannelDirection.OUTGOING,
                        parts[2].equals("own") ? CONNECTOR : parts[2]))
                .toList();
    }

    private static Stream<String> words(String line) {
        return line == null ? Stream.empty() : Stream.of(line.split(" "));
    }

    @Test
    void serverListensOnLoopbackWhereverItsPortIsFree() throws Exception {
        try (EmbeddedServer one = new EmbeddedServer(); EmbeddedServer other = new EmbeddedServer()) {
            one.start();
            other.start();
            assertThat(one.getConnectionInfo()).startsWith("127.0.0.1:").isNotEqualTo(other.getConnectionInfo());
        }
    }
}
