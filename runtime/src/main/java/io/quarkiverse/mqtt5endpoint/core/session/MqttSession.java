package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectParametersResolver;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionManager;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState;
import io.quarkiverse.mqtt5endpoint.core.consume.Inbox;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.consume.SubscriptionState;
import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;
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

    /** Who uses the session. */
    interface Tenant {

        String channel();

        ChannelObserver observer();

        void connected(LiveConnection live);

        /** The session is over, because of a failure. */
        void ended(Failed why);

        /** The session was over, because of a failure, before this one came. */
        void missed(Failed why);

        /** The session is over. */
        void released();
    }

    private final ClientSettings settings;
    private final Loop loop;
    private final SortedMap<String, Tenant> tenants = new ConcurrentSkipListMap<>();
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
        this.inbox = new Inbox(this::name, loop, this, settings.limits().receiveMaximum(),
                () -> each(tenant -> tenant.observer().dropped(DropReason.UNMATCHED)));
        this.outbox = new Outbox(loop, this, engines, this::moved);
        this.connections = new ConnectionManager(this::name, settings, loop, new ConnectParametersResolver(settings, loop,
                parts.addresses(), parts.credentials(), parts.tls(), parts.blocking()), engines, new Messages(),
                new Connections());
        this.sweeper = new Sweeper(loop, this::name, this::sweep);
    }

    /** Any thread. */
    void add(Tenant tenant, SessionParts parts) {
        engines.add(tenant.channel(), parts.engines().on(this::name, loop));
        tenants.put(tenant.channel(), tenant);
    }

    Subscription subscribe(IncomingSettings incoming, ChannelObserver observer, Subscription.Host host) {
        return inbox.subscription(incoming, observer, host);
    }

    /** Whose session it is, for the log. Any thread. */
    private String name() {
        return String.join("`, `", tenants.keySet());
    }

    private void each(Consumer<Tenant> action) {
        tenants.values().forEach(action);
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
        return tenants.size() > 1;
    }

    /** Any thread. */
    boolean isStarted() {
        return !(connections.state() instanceof ConnectionState.Idle);
    }

    /** Connects if nobody has asked for it yet. A tenant who comes later learns how it is. */
    void start(Tenant tenant) {
        loop.assertCurrent();
        if (state instanceof Failed failed) {
            tenant.missed(failed);
        } else if (state instanceof Running && connections.state() instanceof ConnectionState.Idle) {
            sweeper.start();
            connections.begin();
        } else if (live() != null && !isOver()) {
            tenant.connected(live());
        }
    }

    /** Hands over a message. It waits while there is no connection. Any thread. */
    PendingPublish publish(OutgoingPublish message, PublishTerms terms, ChannelObserver observer) {
        return outbox.publish(message, terms, observer);
    }

    /** Every subscription that is wanted is granted. */
    void granted() {
        boolean all = inbox.subscriptions().stream()
                .allMatch(one -> one.state() instanceof SubscriptionState.Granted
                        || one.state() instanceof SubscriptionState.New);
        if (all) {
            connections.subscribed();
        }
    }

    /** The server is asked to send nothing more for it; what waits is dropped. */
    void close(Subscription subscription) {
        inbox.remove(subscription);
        subscription.unsubscribe();
    }

    void remove(Tenant tenant) {
        tenants.remove(tenant.channel(), tenant);
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
                : errors.sharedConnectionFailed(name(), culprit, FailureText.of(cause), cause));
        connections.close(() -> log.debugf("Channel `%s`: closed", name()));
        sweeper.stop();
        each(tenant -> tenant.ended(failed));
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

    /** Completes when everything that waits to be published is acknowledged. Any thread. */
    Uni<Void> flush() {
        return Uni.createFrom()
                .emitter(done -> loop.run(() -> outbox.flush(errors.stopped(name()), () -> done.complete(null))));
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
            log.stoppedWithRest(name(), inbox.unacknowledged(), outbox.size());
        }
        state = new Stopped();
        inbox.close();
        connections.close(() -> {
            sweeper.stop();
            each(Tenant::released);
            // Not before the very end: acknowledgements and publishes that come late need a thread to be refused on.
            loop.close();
            done.run();
        });
        outbox.close(errors.stopped(name()));
    }

    private void moved() {
        connections.moved();
    }

    private void sweep(long now) {
        outbox.sweep(now);
        inbox.sweep(now);
    }

    private final class Messages implements MqttEngine.MessageListener {

        @Override
        public void received(ReceivedPublish publish) {
            inbox.received(publish);
        }

        @Override
        public Acknowledgement nextAcknowledgement() {
            Acknowledgement decided = inbox.nextAcknowledgement();
            if (decided == null) {
                return Acknowledgement.SUCCESS;
            }
            moved();
            return decided;
        }

        @Override
        public boolean hasRoom() {
            return inbox.hasRoom();
        }

        @Override
        public void receiveMaximumExceeded() {
            log.receiveMaximumExceeded(name(), settings.limits().receiveMaximum());
            each(tenant -> tenant.observer().receiveMaximumExceeded());
        }

        @Override
        public void repaired(String topic, List<String> properties) {
            inbox.repaired(topic, properties);
        }

        @Override
        public void resent() {
            log.resent(name(), server());
        }
    }

    private final class Connections implements ConnectionManager.Events {

        @Override
        public void connected(LiveConnection live, boolean again) {
            each(tenant -> tenant.observer().connected(live.accepted(), again));
            inbox.connected(live, again);
            outbox.connected(live);
            for (Tenant tenant : tenants.values()) {
                // One that can't use this server ends all.
                if (!isOver()) {
                    tenant.connected(live);
                }
            }
        }

        @Override
        public void lost(ConnectionLoss loss) {
            inbox.connectionLost();
            outbox.connectionLost(loss.text());
            each(tenant -> tenant.observer().lost(loss));
        }

        @Override
        public void engineReplaced() {
            inbox.engineReplaced();
            outbox.engineReplaced();
        }

        @Override
        public void gaveUp(Throwable cause) {
            fail(null, cause);
        }
    }
}
