package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState;
import io.quarkiverse.mqtt5endpoint.core.consume.Subscription;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Failed;
import io.quarkiverse.mqtt5endpoint.core.session.SessionState.Running;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.FailureText;
import io.smallrye.mutiny.Uni;

/**
 * The use of a session by one channel, which may share it with others. Any thread.
 */
public final class SessionLease {

    /** Who keeps the books. Any thread. */
    interface Registration {

        /** Whether this was the last lease on the session, which nobody else gets from now on. */
        boolean withdraw();

        /** The session has ended. */
        void ended();
    }

    private final String channel;
    private final MqttSession session;
    private final ChannelObserver observer;
    private final Consumer<LiveConnection> whenConnected;
    private final Registration registration;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Channel tenant = new Channel();
    private final Uni<Void> released = releaseOnce().memoize().indefinitely();

    /**
     * @param whenConnected called on the loop for each connection that the server accepted
     */
    SessionLease(String channel, MqttSession session, ChannelObserver observer, Consumer<LiveConnection> whenConnected,
            Registration registration) {
        this.channel = channel;
        this.session = session;
        this.observer = observer;
        this.whenConnected = whenConnected;
        this.registration = registration;
    }

    void begin(SessionParts parts) {
        session.add(tenant, parts);
    }

    MqttSession session() {
        return session;
    }

    public String channel() {
        return channel;
    }

    public SessionState state() {
        return session.state();
    }

    public ConnectionState connection() {
        return session.connection();
    }

    /** Every one of them. */
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** For the log: the server that was tried last. */
    public String server() {
        return session.server();
    }

    /** The time that {@link ConnectionState} goes by. */
    public long nanoTime() {
        return session.loop().nanoTime();
    }

    /** What a failure of the session means for this channel. */
    public Throwable own(Failed failed) {
        return failed.culprit() == null || failed.culprit().equals(channel) ? failed.cause()
                : errors.sharedConnectionFailed(channel, failed.culprit(), FailureText.of(failed.cause()),
                        failed.cause());
    }

    /** A subscription, which is sent once somebody wants its messages. */
    public Subscription subscribe(IncomingSettings incoming) {
        Subscription subscription = session.subscribe(incoming, observer, tenant);
        subscriptions.add(subscription);
        return subscription;
    }

    /** Connects if that has not been done yet. */
    public void start() {
        session.loop().run(() -> session.start(tenant, tenant::joined));
    }

    /**
     * Hands over a message. It waits while there is no connection.
     *
     * @throws IllegalArgumentException if MQTT can't carry it
     */
    public PendingPublish publish(OutgoingPublish message, PublishTerms terms) {
        return session.publish(message, terms, observer);
    }

    /**
     * Ends the channel permanently because of {@code cause}, and with it all that share its session: streams fail,
     * messages that wait are refused. The caller has logged the cause for this channel.
     */
    public void fail(Throwable cause) {
        session.loop().run(() -> session.fail(channel, cause));
    }

    /**
     * Ends the use of the session, in an orderly way. The last one who does that ends the session, and what waits is left to
     * the server. Before, the session goes on for others: the subscriptions are ended at the server, and what waits for them
     * is acknowledged and dropped. Once, however often asked.
     */
    public Uni<Void> release() {
        return released;
    }

    private Uni<Void> releaseOnce() {
        return Uni.createFrom().deferred(() -> registration.withdraw() ? stop() : leave());
    }

    private Uni<Void> stop() {
        return new OrderlyStop(session.settings().shutdownTimeout()).of(session)
                .onTermination().invoke(registration::ended);
    }

    private Uni<Void> leave() {
        return Uni.createFrom().emitter(done -> session.loop().run(() -> {
            subscriptions.forEach(session::close);
            session.remove(tenant);
            done.complete(null);
        }));
    }

    /** What the session and the subscriptions report. On the loop. */
    private final class Channel implements Tenant, Subscription.Host {

        // The connection that was reported last, null before the first
        private LiveConnection known;

        @Override
        public String channel() {
            return channel;
        }

        @Override
        public ChannelObserver observer() {
            return observer;
        }

        @Override
        public void connected(LiveConnection live) {
            joined(live);
            subscriptions.forEach(subscription -> subscription.connected(live));
        }

        /** There is a connection, which the subscriptions know of or learn about on their own. */
        void joined(LiveConnection live) {
            if (live != known) {
                known = live;
                whenConnected.accept(live);
            }
            if (subscriptions.isEmpty()) {
                observer.ready();
            }
        }

        @Override
        public void ended(Failed why) {
            Throwable own = own(why);
            // Its own failure was logged where it came from.
            if (!channel.equals(why.culprit())) {
                report(own);
            }
            observer.failed(own);
            subscriptions.forEach(subscription -> subscription.fail(own));
        }

        @Override
        public void missed(Failed why) {
            subscriptions.forEach(subscription -> subscription.fail(own(why)));
        }

        @Override
        public void released() {
            subscriptions.forEach(Subscription::end);
        }

        @Override
        public void opened(Subscription subscription) {
            session.start(this, live -> {
                joined(live);
                subscription.connected(live);
            });
        }

        @Override
        public void granted(Subscription subscription) {
            if (subscriptions.stream().allMatch(Subscription::isSatisfied)) {
                observer.ready();
            }
            session.granted();
        }

        @Override
        public void failed(Subscription subscription, Throwable cause) {
            failed(cause);
        }

        private void failed(Throwable cause) {
            if (!session.isOver()) {
                report(cause);
                session.fail(channel, cause);
            }
        }

        private void report(Throwable cause) {
            log.failed(channel, cause);
            log.debugf(cause, "Channel `%s`: the failure in full", channel);
        }

        @Override
        public void abandoned(Subscription subscription) {
            if (!(session.state() instanceof Running)) {
                return;
            }
            if (session.isShared()) {
                // Its messages would hold back the acknowledgements of all others indefinitely.
                failed(errors.streamCancelled(channel));
                return;
            }
            // Let other members of the share group have them.
            release().subscribe().with(done -> log.debugf("Channel `%s`: nobody takes messages any more", channel),
                    failure -> log.debugf(failure, "Channel `%s`: could not be stopped", channel));
        }
    }
}
