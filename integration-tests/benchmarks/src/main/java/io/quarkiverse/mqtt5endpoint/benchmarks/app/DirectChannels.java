package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorLiteral;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Holder;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Kind;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.providers.impl.ConnectorConfig;

/** Channels of which an application would need a hundred methods: they come directly from the connector. */
@ApplicationScoped
class DirectChannels {

    private static final String PREFIX = "mp.messaging.incoming.";

    @ConfigProperty(name = "benchmark.connector")
    String connector;

    @ConfigProperty(name = "benchmark.port")
    int port;

    @Inject
    MethodCalls calls;

    @Inject
    @Any
    Instance<InboundConnector> connectors;

    void open(Work work) {
        List<String> topics = work.topics().toList();
        Map<String, String> properties = new HashMap<>();
        topics.forEach(topic -> configure(properties, work, topic));
        var config = new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "benchmark", 100)).build();
        InboundConnector inbound = connectors.select(ConnectorLiteral.of(connector)).get();
        Holder holder = new Holder(work);
        topics.forEach(topic -> take(inbound.getPublisher(new Channel(config, topic.replace('/', '-'))), holder));
    }

    private void configure(Map<String, String> properties, Work work, String topic) {
        String channel = PREFIX + topic.replace('/', '-') + ".";
        properties.put(channel + "connector", connector);
        properties.put(channel + "host", "localhost");
        properties.put(channel + "port", String.valueOf(port));
        properties.put(channel + "topic", topic);
        properties.put(channel + "qos", "1");
        properties.put(channel + "shared-subscription", "false");
        properties.put(channel + "receive-maximum", String.valueOf(work.window()));
        // Without its bound, smallrye-mqtt could not hold so many.
        properties.put(channel + "buffer-size", String.valueOf(Math.max(1024, work.window())));
        if (work.kind() == Kind.CHANNELS) {
            properties.put(channel + "shared-connection-name", "benchmark");
            // The same client id joins the channels of the peers.
            properties.put(channel + "client-id", "benchmark");
        }
    }

    private void take(Flow.Publisher<? extends Message<?>> messages, Holder holder) {
        Multi.createFrom().publisher(messages).subscribe().with(message -> {
            calls.one();
            holder.hold(message::ack);
        });
    }

    private static final class Channel extends ConnectorConfig {

        Channel(org.eclipse.microprofile.config.Config overall, String channel) {
            super(PREFIX, overall, channel);
        }
    }
}
