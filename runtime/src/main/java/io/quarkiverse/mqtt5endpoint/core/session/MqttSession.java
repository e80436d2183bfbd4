package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectParametersResolver;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionManager;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState;
import io.quarkiverse.mqtt5endpoint.core.consume.Inbox;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.loop.Sweeper;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver.DropReason;
import io.quarkiverse.mqtt5endpoint.core.publish.Outbox;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Failed;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Running;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Stopped;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Stopping;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.FailureText;
import io.smallrye.mutiny.Uni;

/**
 * One connection to a server and what goes through it, for one tenant or several who share it. On the loop, unless a
 * method says otherwise.
 */
final class MqttSession implements Link {

    private final ClientSettings settings;
    private final Loop loop;
    private final Tenants tenants = new Tenants();
    private final FirstEngines engines = new FirstEngines();
    private final Inbox inbox;
    private final Outbox outbox;
    private final ConnectionManager connections;
    private final Sweeper sweeper;
    private final Uni<Void> disconnected = disconnectOnce().memoize().indefinitely();

    private volatile SessionState state = new Running();

    MqttSession(ClientSettings settings, SessionParts parts) {
        this.settings = settings;
        this.loop = parts.loop().get();
        this.inbox = new Inbox(tenants::names, loop, this, settings.limits().receiveMaximum(),
                () -> tenants.observe(observer -> observer.dropped(DropReason.UNMATCHED)),
                settings.session().earlierFilters());
        this.outbox = new Outbox(loop, this, engines, this::moved);
        this.connections = new ConnectionManager(tenants::names, settings, loop, new ConnectParametersResolver(settings, loop,
                parts.addresses(), parts.credentials(), parts.tls(), parts.blocking()), engines,
                new SessionMessages(this, tenants, inbox, settings.limits().receiveMaximum(), this::moved),
                new SessionConnections(this, tenants, inbox, outbox, cause -> fail(null, cause)));
        this.sweeper = new Sweeper(loop, tenants::names, this::sweep);
    }

    /** Any thread. */
    void add(Tenant tenant, SessionParts parts) {
        engines.add(tenant.channel(), parts.engines().on(tenants::names, loop));
        tenants.add(tenant);
    }

    Subscription subscribe(IncomingSettings incoming, ChannelObserver observer, Subscription.Host host) {
        return inbox.subscription(incoming, observer, host);
    }

    /** Any thread. */
    SessionState state() {
        return state;
    }

    /** Any thread. */
    ConnectionState connection() {
        return connections.state();
    }

    @Override
    public LiveConnection live() {
        return connections.live();
    }

    @Override
    public boolean handsOver() {
        return state instanceof Running;
    }

    @Override
    public boolean isOver() {
        return state instanceof Stopped || state instanceof Failed;
    }

    @Override
    public void giveUp(String why) {
        connections.giveUp(why);
    }

    @Override
    public String server() {
        return connections.server().toString();
    }

    Loop loop() {
        return loop;
    }

    /** Any thread. */
    ClientSettings settings() {
        return settings;
    }

    /** Any thread. */
    boolean isShared() {
        return tenants.areSeveral();
    }

    /**
     * Connects if nobody has asked for it yet. A tenant who comes later learns how it is.
     *
     * @param whenLive called if there is a connection already
     */
    void start(Tenant tenant, Consumer<LiveConnection> whenLive) {
        loop.assertCurrent();
        if (state instanceof Failed failed) {
            tenant.missed(failed);
        } else if (state instanceof Running && connections.state() instanceof ConnectionState.Idle) {
            sweeper.start();
            connections.begin();
        } else if (live() != null && !isOver()) {
            whenLive.accept(live());
        }
    }

    /** Hands over a message. It waits while there is no connection. Any thread. */
    PendingPublish publish(OutgoingPublish message, PublishTerms terms, ChannelObserver observer) {
        return outbox.publish(message, terms, observer);
    }

    /** Every subscription that is wanted is granted. */
    void granted() {
        if (inbox.subscriptions().stream().allMatch(Subscription::isSatisfied)) {
            connections.subscribed();
        }
    }

    /** The server is asked to send nothing more for it; what waits is dropped. */
    void close(Subscription subscription) {
        inbox.close(subscription);
    }

    void remove(Tenant tenant) {
        tenants.remove(tenant);
        engines.remove(tenant.channel());
    }

    /**
     * Ends the session permanently.
     *
     * @param culprit the channel whose failure it is, {@code null} for the connection's own
     */
    void fail(String culprit, Throwable cause) {
        loop.assertCurrent();
        if (isOver()) {
            return;
        }
        Failed failed = new Failed(cause, culprit);
        state = failed;
        inbox.close();
        outbox.close(culprit == null || !isShared() ? cause
                : errors.sharedConnectionFailed(tenants.names(), culprit, FailureText.of(cause), cause));
        connections.close(() -> log.debugf("Channel `%s`: closed", tenants.names()));
        sweeper.stop();
        tenants.each(tenant -> tenant.ended(failed));
    }

    /** No more messages to the application. Completes when it has settled those that it has. Any thread. */
    Uni<Void> stopIntake() {
        return Uni.createFrom().emitter(done -> loop.run(() -> {
            if (state instanceof Running) {
                state = new Stopping();
            }
            if (isOver()) {
                done.complete(null);
            } else {
                inbox.whenNothingInHands(() -> done.complete(null));
            }
        }));
    }

    /** Completes when everything that waits to be published is acknowledged, or never will be. Any thread. */
    Uni<Void> flush() {
        return Uni.createFrom().emitter(done -> loop.run(() -> {
            outbox.flush(errors.stopped(tenants.names()), () -> done.complete(null));
            if (connections.state() instanceof ConnectionState.Idle) {
                done.complete(null);
            }
        }));
    }

    /**
     * The orderly end: whatever is left stays with the server, or is refused, and DISCONNECT is sent. Once, however
     * often asked. Any thread.
     */
    Uni<Void> disconnect() {
        return disconnected;
    }

    private Uni<Void> disconnectOnce() {
        return Uni.createFrom().emitter(done -> loop.run(() -> {
            if (isOver()) {
                loop.close();
                done.complete(null);
            } else {
                disconnect(() -> done.complete(null));
            }
        }));
    }

    private void disconnect(Runnable done) {
        if (inbox.unacknowledged() + outbox.size() > 0) {
            log.stoppedWithRest(tenants.names(), inbox.unacknowledged(), outbox.size());
        }
        state = new Stopped();
        inbox.close();
        connections.close(() -> {
            sweeper.stop();
            tenants.each(Tenant::released);
            // Not before the very end: acknowledgements and publishes that come late need a thread to be refused on.
            loop.close();
            done.run();
        });
        outbox.close(errors.stopped(tenants.names()));
    }

    private void moved() {
        connections.moved();
    }

    private void sweep(long now) {
        outbox.sweep(now);
        inbox.sweep(now);
    }
}
