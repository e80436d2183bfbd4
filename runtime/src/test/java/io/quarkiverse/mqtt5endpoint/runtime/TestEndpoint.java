package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;

import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake;
import io.quarkiverse.mqtt5endpoint.core.connect.CredentialsSource;
import io.quarkiverse.mqtt5endpoint.runtime.config.ReportedAttributes;
import io.quarkiverse.mqtt5endpoint.runtime.failure.BuiltInFailureHandlers;
import io.quarkiverse.mqtt5endpoint.runtime.observe.Counters;
import io.quarkiverse.mqtt5endpoint.runtime.platform.TestTlsConfiguration;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.impl.ConcurrencyConnectorConfig;
import io.smallrye.reactive.messaging.providers.impl.ConnectorConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The connector of an application as it runs, with the configuration of a test and without a container around it. */
public final class TestEndpoint implements AutoCloseable {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-mqtt5-endpoint.";

    static {
        // Mutiny's context propagation sets itself up at the first use, and not when two tests are the first.
        Uni.createFrom().emitter(emitter -> {
        });
    }

    private final Vertx vertx;
    private final Map<String, String> properties = new ConcurrentHashMap<>();
    private Channels channels;
    private final TestCollaborators collaborators = new TestCollaborators();
    private final TlsConfigurationRegistry tls = TestTlsConfiguration.registry();
    private boolean publishAfterSubscribe;
    private boolean stopped;

    private TestEndpoint(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Channels that connect to this address. */
    public static TestEndpoint at(String host, int port) {
        return at(host, port, Vertx.vertx());
    }

    /** The same on event loops of the caller's choice. They are closed with the endpoint. */
    public static TestEndpoint at(String host, int port, Vertx vertx) {
        return new TestEndpoint(vertx).connector("host", host).connector("port", port)
                .connector("shutdown-timeout-seconds", 2);
    }

    public static TestEndpoint at(MqttServer server) {
        return at(server.host(), server.port());
    }

    /**
     * Lets delays before attempts to connect stay at a second. A connection that lasted as long is progress then: only for
     * tests whose outcome does not depend on how many attempts there were.
     */
    public TestEndpoint hurried() {
        return connector("reconnect-max-interval-seconds", 1);
    }

    /** An attribute for all channels. */
    public TestEndpoint connector(String attribute, Object value) {
        properties.put(CONNECTOR + attribute, String.valueOf(value));
        return this;
    }

    public TestEndpoint property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** Outgoing channels wait for incoming ones. Before the first of them. */
    public TestEndpoint publishAfterSubscribe() {
        publishAfterSubscribe = true;
        return this;
    }

    /** The application has started. */
    public void started() {
        channels().started();
    }

    /** What the application has to say about the clients of its channels. Before the first of them. */
    public TestEndpoint customizing(BiFunction<String, Mqtt5ClientBuilder, Mqtt5ClientBuilder> customizer) {
        collaborators.customizer = customizer;
        return this;
    }

    /** A configuration of the TLS registry. */
    public TestEndpoint tls(String name, TlsConfiguration configuration) {
        tls.register(name, configuration);
        return this;
    }

    /** Who is asked for credentials before each connect. */
    public TestEndpoint credentials(String name, CredentialsSource source) {
        collaborators.providers.put(name, source);
        return this;
    }

    /** An authentication method. */
    public TestEndpoint authentication(String name, Mqtt5Authentication authentication) {
        collaborators.authentications.put(name, authentication);
        return this;
    }

    /** Who is asked for the request that opens a WebSocket, before each connect. */
    public TestEndpoint handshake(Mqtt5WebSocketHandshake handshake) {
        collaborators.handshake = handshake;
        return this;
    }

    /** Subscribes to an incoming channel. Attributes as {@code name=value}. */
    public Consumer incoming(String channel, String... attributes) {
        Consumer consumer = new Consumer();
        subscribe(channel, consumer, attributes);
        return consumer;
    }

    @SuppressWarnings("unchecked")
    public void subscribe(String channel, Flow.Subscriber<Message<?>> consumer, String... attributes) {
        ((Flow.Publisher<Message<?>>) publisher(channel, attributes)).subscribe(consumer);
    }

    public Flow.Publisher<? extends Message<?>> publisher(String channel, String... attributes) {
        return channels().incoming(
                new Mqtt5EndpointConnectorIncomingConfiguration(config("mp.messaging.incoming.", channel, attributes)));
    }

    /** One of the copies that {@code concurrency} makes of a channel. */
    public Consumer copy(String channel, int number, String... attributes) {
        Consumer consumer = new Consumer();
        config("mp.messaging.incoming.", channel, attributes);
        Config config = new ConcurrencyConnectorConfig("mp.messaging.incoming.", smallRyeConfig(), "smallrye-mqtt5-endpoint",
                channel,
                number);
        channels().incoming(new Mqtt5EndpointConnectorIncomingConfiguration(config)).subscribe(consumer.asSubscriber());
        return consumer;
    }

    /** Starts an outgoing channel. Attributes as {@code name=value}. */
    public Producer outgoing(String channel, String... attributes) {
        Producer producer = new Producer();
        producer.subscribe(channels().outgoing(new Mqtt5EndpointConnectorOutgoingConfiguration(
                config("mp.messaging.outgoing.", channel, attributes))));
        return producer;
    }

    private synchronized Channels channels() {
        if (channels == null) {
            channels = new Channels(vertx, smallRyeConfig(), ReportedAttributes.NONE, Optional.of(publishAfterSubscribe),
                    new FailureHandlers(BuiltInFailureHandlers::find), collaborators,
                    tls);
        }
        return channels;
    }

    /** What happened to the messages of a channel so far. */
    public Counters counters(String channel) {
        return channels().health().stream().filter(health -> health.channel().equals(channel)).findFirst().orElseThrow()
                .counters();
    }

    private Config config(String prefix, String channel, String... attributes) {
        properties.put(prefix + channel + ".connector", "smallrye-mqtt5-endpoint");
        for (String attribute : attributes) {
            int separator = attribute.indexOf('=');
            properties.put(prefix + channel + "." + attribute.substring(0, separator), attribute.substring(separator + 1));
        }
        return new ChannelConfig(prefix, smallRyeConfig(), channel);
    }

    private SmallRyeConfig smallRyeConfig() {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build();
    }

    public ChannelInfo startup(String channel) {
        return find(channels().startup(), channel);
    }

    public ChannelInfo readiness(String channel) {
        return find(channels().readiness(), channel);
    }

    public ChannelInfo liveness(String channel) {
        return find(channels().liveness(), channel);
    }

    /** Lets all of Vert.x' worker threads wait until the returned future is complete. */
    public CompletableFuture<Void> occupyAllWorkers() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        CountDownLatch busy = new CountDownLatch(VertxOptions.DEFAULT_WORKER_POOL_SIZE);
        for (int i = 0; i < VertxOptions.DEFAULT_WORKER_POOL_SIZE; i++) {
            vertx.executeBlocking(() -> {
                busy.countDown();
                return released.join();
            }, false);
        }
        try {
            busy.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return released;
    }

    private static ChannelInfo find(HealthReport report, String channel) {
        return report.getChannels().stream().filter(info -> info.getChannel().equals(channel)).findFirst().orElseThrow();
    }

    /** What the application's end does: waits for messages in hand, then disconnects. */
    public void stop() {
        stopped = true;
        channels().stop();
    }

    @Override
    public void close() {
        if (!stopped) {
            stop();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static final class ChannelConfig extends ConnectorConfig {

        ChannelConfig(String prefix, Config overall, String channel) {
            super(prefix, overall, channel);
        }
    }
}
