package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.core.session.ChannelRole;
import io.quarkiverse.mqtt5endpoint.core.session.ConsumerRole;
import io.quarkiverse.mqtt5endpoint.core.session.ProducerRole;
import io.quarkiverse.mqtt5endpoint.core.session.Provided;
import io.quarkiverse.mqtt5endpoint.core.session.SharedClients;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;
import io.quarkiverse.mqtt5endpoint.runtime.platform.TlsLoader;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/** All channels of the application: made at start, asked for their health, stopped together. */
final class Channels {

    private static final int THREADS = 4;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Config application;
    private final FailureHandlers failureHandlers;
    private final Collaborators collaborators;
    private final TlsLoader tls;
    // Not the application's workers: they may all be waiting for a connection. Two, as name servers and the application's
    // own code must not wait for each other.
    private final WorkerExecutor resolvers;
    private final WorkerExecutor blocking;
    private final SharedClients clients;
    private final Map<String, ContextInternal> shared = new ConcurrentHashMap<>();
    private final List<ChannelHealth> health = new CopyOnWriteArrayList<>();

    Channels(Vertx vertx, Config application, FailureHandlers failureHandlers, Collaborators collaborators,
            TlsConfigurationRegistry tls) {
        this.vertx = vertx;
        this.application = application;
        this.failureHandlers = failureHandlers;
        this.collaborators = collaborators;
        this.tls = new TlsLoader(tls, vertx);
        this.resolvers = vertx.createSharedWorkerExecutor("mqtt5-endpoint-resolver", THREADS);
        this.blocking = vertx.createSharedWorkerExecutor("mqtt5-endpoint-blocking", THREADS);
        this.clients = new SharedClients(
                host -> resolvers.executeBlocking(() -> InetAddress.getByName(host), false).toCompletionStage(),
                task -> blocking.executeBlocking(() -> {
                    task.run();
                    return null;
                }, false));
    }

    Flow.Publisher<? extends Message<?>> incoming(Mqtt5EndpointConnectorIncomingConfiguration config) {
        IncomingSettings settings = SettingsReader.read(config,
                application.getOptionalValue("quarkus.application.name", String.class));
        Mqtt5FailureHandler onNack = failureHandlers.create(settings.failureStrategy(), settings.channel(), config.config());
        StartNotes.of(settings);
        ContextInternal context = context(settings.client());
        ConsumerRole role = watched(settings.healthEnabled(),
                clients.consumer(settings, context.nettyEventLoop(),
                        provided(settings.channel(), settings.client(), config.config())));
        Multi<? extends Message<?>> messages = new IncomingChannel(settings, role, context, onNack).messages();
        return settings.broadcast() ? messages.broadcast().toAllSubscribers() : messages;
    }

    Flow.Subscriber<? extends Message<?>> outgoing(Mqtt5EndpointConnectorOutgoingConfiguration config) {
        OutgoingSettings settings = SettingsReader.read(config);
        StartNotes.of(settings);
        ContextInternal context = context(settings.client());
        ProducerRole role = watched(settings.healthEnabled(),
                clients.producer(settings, context.nettyEventLoop(),
                        provided(settings.channel(), settings.client(), config.config())));
        return new OutgoingChannel(settings, role).subscriber();
    }

    /** Finds what the settings name, so that what is missing or can't be read ends the start. */
    private Provided provided(String channel, ClientSettings settings, Config config) {
        try {
            if (settings.security().tls().enabled()) {
                tls.load(settings.security().tls());
            }
            return new Provided(collaborators.customization(config),
                    collaborators.credentials(settings.security().credentials()),
                    collaborators.mechanism(settings.security().mechanismName()), tls);
        } catch (InvalidAttributeException e) {
            throw SettingsReader.named(channel, e);
        }
    }

    /** Channels that share a connection live on one event loop. */
    private ContextInternal context(ClientSettings settings) {
        return settings.sharedConnectionName() == null ? newContext()
                : shared.computeIfAbsent(settings.sharedConnectionName(), name -> newContext());
    }

    private ContextInternal newContext() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    private <R extends ChannelRole> R watched(boolean healthEnabled, R role) {
        if (healthEnabled) {
            health.add(new ChannelHealth(role.channel(), role));
        }
        return role;
    }

    List<ChannelHealth> health() {
        return health;
    }

    HealthReport startup() {
        return report(ChannelHealth::startup);
    }

    HealthReport readiness() {
        return report(ChannelHealth::readiness);
    }

    HealthReport liveness() {
        return report(ChannelHealth::liveness);
    }

    private HealthReport report(java.util.function.Function<ChannelHealth, HealthReport.ChannelInfo> check) {
        HealthReport.HealthReportBuilder builder = HealthReport.builder();
        health.forEach(channel -> builder.add(check.apply(channel)));
        return builder.build();
    }

    /**
     * The one place that waits, on the thread that shuts down, and never longer than the channels' own deadline and a
     * moment.
     */
    void stop() {
        try {
            clients.stop().subscribeAsCompletionStage().get(clients.longestTimeout().plus(GRACE).toMillis(),
                    java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            log.debug("The connections did not end in time", e);
        }
    }
}
