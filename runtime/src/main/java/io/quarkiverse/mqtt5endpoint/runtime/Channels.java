package io.quarkiverse.mqtt5endpoint.runtime;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState;
import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;
import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketSource;
import io.quarkiverse.mqtt5endpoint.core.hivemq.Customization;
import io.quarkiverse.mqtt5endpoint.core.hivemq.HiveMqEngines;
import io.quarkiverse.mqtt5endpoint.core.loop.NettyLoop;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.session.SessionParts;
import io.quarkiverse.mqtt5endpoint.core.session.SessionRegistry;
import io.quarkiverse.mqtt5endpoint.core.session.SessionRegistry.Request;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelSettingsReader;
import io.quarkiverse.mqtt5endpoint.runtime.config.Environment;
import io.quarkiverse.mqtt5endpoint.runtime.config.GeneratedIds;
import io.quarkiverse.mqtt5endpoint.runtime.config.ReportedAttributes;
import io.quarkiverse.mqtt5endpoint.runtime.config.StartNotes;
import io.quarkiverse.mqtt5endpoint.runtime.dev.IdsAcrossReloads;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;
import io.quarkiverse.mqtt5endpoint.runtime.incoming.EmptyPayloads;
import io.quarkiverse.mqtt5endpoint.runtime.observe.Counters;
import io.quarkiverse.mqtt5endpoint.runtime.observe.Observers;
import io.quarkiverse.mqtt5endpoint.runtime.platform.TlsLoader;
import io.quarkus.runtime.LaunchMode;
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
    private final Environment environment;
    private final StartNotes notes;
    private final FailureHandlers failureHandlers;
    private final Collaborators collaborators;
    private final TlsLoader tls;
    // Not the application's workers: they may all be waiting for a connection. Two, as name servers and the application's
    // own code must not wait for each other.
    private final WorkerExecutor resolvers;
    private final WorkerExecutor blocking;
    private final SubscribersFirst subscribersFirst;
    private final SessionRegistry sessions = new SessionRegistry();
    private final Map<String, ContextInternal> shared = new ConcurrentHashMap<>();
    private final List<ChannelHealth> health = new CopyOnWriteArrayList<>();

    Channels(Vertx vertx, Config application, ReportedAttributes reported, Optional<Boolean> publishAfterSubscribe,
            FailureHandlers failureHandlers, Collaborators collaborators, TlsConfigurationRegistry tls) {
        this.vertx = vertx;
        this.environment = Environment.of(application, generatedIds());
        this.notes = new StartNotes(environment, reported);
        this.subscribersFirst = publishAfterSubscribe.orElse(environment.devOrTest())
                ? SubscribersFirst.waiting((delay, task) -> vertx.setTimer(delay.toMillis(), id -> task.run()))
                : SubscribersFirst.notWaiting();
        this.failureHandlers = failureHandlers;
        this.collaborators = collaborators;
        this.tls = new TlsLoader(tls, vertx);
        this.resolvers = vertx.createSharedWorkerExecutor("mqtt5-endpoint-resolver", THREADS);
        this.blocking = vertx.createSharedWorkerExecutor("mqtt5-endpoint-blocking", THREADS);
    }

    private static GeneratedIds generatedIds() {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? IdsAcrossReloads.ofThisStart() : GeneratedIds.NEW;
    }

    Flow.Publisher<? extends Message<?>> incoming(Mqtt5EndpointConnectorIncomingConfiguration config) {
        IncomingSettings settings = ChannelSettingsReader.incoming(config.config(), environment);
        Mqtt5FailureHandler onNack = failureHandlers.create(settings.failure(), settings.channel(), config.config());
        notes.of(settings, config.config());
        ContextInternal context = context(settings.client());
        Counters counters = new Counters();
        SessionLease lease = sessions.acquire(new Request(settings.channel(), settings.client(),
                TopicFilter.all(settings.subscription().filters()),
                parts(settings.channel(), settings.client(), config.config(), context),
                new Observers(List.of(counters, subscribersFirst)), live -> {
                }));
        watch(settings.observation().healthEnabled(), lease, counters);
        environment.generatedIds().subscribes(settings.client().session().clientId(), settings.subscription().filters());
        Subscription subscription = lease.subscribe(settings);
        IncomingChannel channel = new IncomingChannel(settings, lease, subscription, counters, context, onNack,
                new EmptyPayloads(settings.emptyPayload(), counters));
        Multi<? extends Message<?>> messages = Multi.createFrom().deferred(() -> {
            subscribersFirst.add(settings.channel(), () -> isPending(lease, subscription));
            return channel.messages();
        });
        return settings.broadcast() ? messages.broadcast().toAllSubscribers() : messages;
    }

    Flow.Subscriber<? extends Message<?>> outgoing(Mqtt5EndpointConnectorOutgoingConfiguration config) {
        OutgoingSettings settings = ChannelSettingsReader.outgoing(config.config(), environment);
        notes.of(settings, config.config());
        ContextInternal context = context(settings.client());
        Counters counters = new Counters();
        SessionLease lease = sessions.acquire(new Request(settings.channel(), settings.client(), List.of(),
                parts(settings.channel(), settings.client(), config.config(), context), counters,
                new LimitsNote(settings)));
        watch(settings.observation().healthEnabled(), lease, counters);
        return new OutgoingChannel(settings, lease, subscribersFirst).subscriber();
    }

    /** Finds what the settings name, so that what is missing or can't be read ends the start. */
    private SessionParts parts(String channel, ClientSettings settings, Config config, ContextInternal context) {
        try {
            if (settings.security().tls().enabled()) {
                tls.load(settings.security().tls());
            }
            Customization customization = collaborators.customization(config);
            Authentication authentication = collaborators.authentication(settings.security().mechanismName());
            WebSocketSource webSocket = collaborators.webSocket(channel, settings.transport().transport());
            return new SessionParts(() -> loop(channel, context),
                    (name, loop) -> new HiveMqEngines(name, settings, (NettyLoop) loop, customization, authentication,
                            webSocket),
                    host -> resolvers.executeBlocking(() -> List.of(InetAddress.getAllByName(host)), false).toCompletionStage(),
                    collaborators.credentials(settings.security().credentials()), tls, this::block);
        } catch (InvalidAttributeException e) {
            throw ChannelSettingsReader.named(channel, e);
        }
    }

    private static boolean isPending(SessionLease lease, Subscription subscription) {
        return lease.state() instanceof SessionState.Running && !(subscription.state() instanceof SubscriptionState.Granted
                || subscription.state() instanceof SubscriptionState.Closed);
    }

    private static NettyLoop loop(String channel, ContextInternal context) {
        NettyLoop loop = NettyLoop.on(context.nettyEventLoop());
        if (loop.isOwn()) {
            log.ownEventLoop(channel, "the client's sockets and Vert.x' event loops are of different kinds");
        }
        return loop;
    }

    private void block(Runnable task) {
        blocking.executeBlocking(() -> {
            task.run();
            return null;
        }, false);
    }

    /** Channels that share a connection live on one event loop. */
    private ContextInternal context(ClientSettings settings) {
        return settings.sharedConnectionName() == null ? newContext()
                : shared.computeIfAbsent(settings.sharedConnectionName(), name -> newContext());
    }

    private ContextInternal newContext() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    private void watch(boolean healthEnabled, SessionLease lease, Counters counters) {
        if (healthEnabled) {
            health.add(new ChannelHealth(lease.channel(), lease, counters));
        }
    }

    /** The application has started: whoever uses a channel is connected with it. */
    void started() {
        subscribersFirst.started();
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
        // What is still held back may be published within the deadline.
        subscribersFirst.open();
        try {
            sessions.stop().subscribeAsCompletionStage().get(sessions.longestTimeout().plus(GRACE).toMillis(),
                    java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            log.debug("The connections did not end in time", e);
        } finally {
            resolvers.close();
            blocking.close();
        }
    }
}
