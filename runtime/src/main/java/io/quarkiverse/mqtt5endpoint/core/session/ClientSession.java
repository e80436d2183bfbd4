package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.core.session.SessionStatus.Phase;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.smallrye.mutiny.Uni;

/**
 * One connection to a server and what goes through it. What a channel does with it is its {@link ChannelRole}; there
 * are several where channels share a connection. State lives on the event loop.
 */
final class ClientSession {

    private final ClientSettings settings;
    private final EventLoops loops;
    private final EventLoop loop;
    private final ConnectionMaker connections;
    private final ConnectionCounters counters = new ConnectionCounters();
    private final SortedMap<String, ChannelRole> roles = new ConcurrentSkipListMap<>();
    private final SortedMap<String, Provided> provided = new ConcurrentSkipListMap<>();
    private final Inbox inbox;
    private final Outbox outbox;
    private final Sweeper sweeper = new Sweeper(this::name, this::sweep);
    private final Uni<Void> disconnected = disconnectOnce().memoize().indefinitely();

    private Connection connection;
    private boolean stopping;
    private boolean ended;
    private Throwable failure;
    private ChannelRole culprit;

    // valid for connection
    private ServerGrant grant;

    private volatile boolean started;

    ClientSession(ClientSettings settings, EventLoop wanted, ConnectionMaker connections) {
        this.settings = settings;
        this.connections = connections;
        this.loops = EventLoops.on(wanted);
        this.loop = loops.loop();
        this.inbox = new Inbox(this::name, counters, settings.limits().receiveMaximum());
        this.outbox = new Outbox(loop);
    }

    ConsumerRole consumer(IncomingSettings incoming, Provided of) {
        ConsumerRole role = new ConsumerRole(incoming, this, inbox);
        // Before it connects, as messages of a resumed session can follow the CONNACK in the same packet.
        onLoop(() -> inbox.add(role.intake()));
        return added(role, of);
    }

    ProducerRole producer(OutgoingSettings outgoing, Provided of) {
        return added(new ProducerRole(outgoing, this), of);
    }

    private <R extends ChannelRole> R added(R role, Provided of) {
        roles.put(role.channel(), role);
        provided.put(role.channel(), of);
        return role;
    }

    /** Whose connection it is, for sentences. */
    private String name() {
        return String.join("`, `", roles.keySet());
    }

    /** Connects where nobody has asked for it yet, and goes on trying as the settings say. */
    void start(ChannelRole role) {
        if (failure != null) {
            role.ended(culprit, failure);
        } else if (ended) {
            role.moveTo(Phase.STOPPED, "stopped");
        } else if (!started) {
            started = true;
            sweeper.start(loop);
            if (loops.isOwn()) {
                log.ownEventLoop(name(), "the client's sockets and Vert.x' event loops are of different kinds");
            }
            connection = connections.make(this::name, settings, loops, inbox, counters, new Events(),
                    provided.get(provided.firstKey()));
            connection.begin();
        } else if (grant != null) {
            role.accepted(grant);
        }
    }

    /** Hands over a message. It waits while there is no connection. Any thread. */
    Ticket publish(Publication publication, Duration timeout, Counters of) {
        return outbox.publish(publication, timeout.toNanos(), of);
    }

    /** Ends the session for good because of what happened to one of its channels. Any thread. */
    void fail(ChannelRole culprit, Throwable cause) {
        onLoop(() -> end(culprit, cause));
    }

    private void end(ChannelRole culprit, Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        this.culprit = culprit;
        failure = cause;
        inbox.close();
        outbox.close(culprit == null ? cause : forAll(culprit, cause));
        closeConnection(() -> {
        });
        sweeper.stop();
        roles.values().forEach(role -> role.ended(culprit, cause));
    }

    private Throwable forAll(ChannelRole culprit, Throwable cause) {
        return roles.size() == 1 ? cause
                : errors.sharedConnectionFailed(name(), culprit.channel(), String.valueOf(cause.getMessage()), cause);
    }

    /** Nobody takes the messages of this channel any more. */
    void abandonedBy(ConsumerRole role) {
        if (ended || stopping) {
            return;
        }
        if (roles.size() > 1) {
            // Its messages would hold back the acknowledgements of all others, for ever.
            end(role, errors.streamCancelled(role.channel()));
            return;
        }
        // Let other members of the share group have them.
        new OrderlyStop(settings.shutdownTimeout()).of(this).subscribe()
                .with(done -> log.debugf("Channel `%s`: nobody takes messages any more", role.channel()),
                        failure -> log.debugf(failure, "Channel `%s`: could not be stopped", role.channel()));
    }

    /** No more messages to the application. Completes when it has settled those it has. */
    Uni<Void> stopIntake() {
        return Uni.createFrom().emitter(done -> onLoop(() -> {
            if (ended) {
                done.complete(null);
            } else {
                stopping = true;
                roles.values().forEach(role -> role.moveTo(Phase.STOPPED, "stopping"));
                inbox.stopIntake(() -> done.complete(null));
            }
        }));
    }

    /** Completes when everything that waits to be published is acknowledged. */
    Uni<Void> flush() {
        return Uni.createFrom().emitter(done -> onLoop(() -> outbox.flush(errors.stopped(name()), () -> done.complete(null))));
    }

    /**
     * The orderly end: whatever is left stays with the server, or is refused, and DISCONNECT is sent. Once, however
     * often asked.
     */
    Uni<Void> disconnect() {
        return disconnected;
    }

    private Uni<Void> disconnectOnce() {
        return Uni.createFrom().emitter(done -> onLoop(() -> {
            if (ended) {
                loops.close();
                done.complete(null);
                return;
            }
            ended = true;
            if (inbox.unacknowledged() + outbox.size() > 0) {
                log.stoppedWithRest(name(), inbox.unacknowledged(), outbox.size());
            }
            roles.values().forEach(role -> role.moveTo(Phase.STOPPED, "stopped"));
            inbox.close();
            closeConnection(() -> {
                sweeper.stop();
                roles.values().forEach(ChannelRole::release);
                // Not before the very end: acknowledgements and publishes that come late need a thread to be refused on.
                loops.close();
                done.complete(null);
            });
            outbox.close(errors.stopped(name()));
        }));
    }

    private void closeConnection(Runnable done) {
        if (connection == null) {
            done.run();
        } else {
            connection.close(done);
        }
    }

    private void sweep(long now) {
        outbox.sweep(now);
        roles.values().forEach(role -> role.sweep(now));
    }

    String server() {
        return connection == null ? settings.server().toString() : connection.server();
    }

    EventLoop loop() {
        return loop;
    }

    ConnectionCounters counters() {
        return counters;
    }

    Duration shutdownTimeout() {
        return settings.shutdownTimeout();
    }

    boolean isStarted() {
        return started;
    }

    /** How many messages came over this connection. */
    long received() {
        return inbox.received();
    }

    boolean isShared() {
        return roles.size() > 1;
    }

    Delivery notTakenFor(long nanos, long now) {
        return inbox.notTakenFor(nanos, now);
    }

    boolean isWindowEmpty() {
        return inbox.isWindowEmpty();
    }

    void onLoop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    private final class Events implements Connection.Events {

        @Override
        public void connected(Mqtt5ConnAck connAck, ServerLimits limits) {
            grant = new ServerGrant(connection.client(), connAck.isSessionPresent(), limits);
            outbox.connected(grant.client()::publish, limits, connAck.isSessionPresent());
            for (ChannelRole role : roles.values()) {
                // One that can't use this server ends all.
                if (!ended) {
                    role.accepted(grant);
                }
            }
        }

        @Override
        public void lost(String reason) {
            grant = null;
            outbox.connectionLost();
            roles.values().forEach(role -> role.lost(reason));
        }

        @Override
        public void received(Mqtt5Publish packet) {
            outbox.received(packet);
        }

        @Override
        public void engineReplaced() {
            outbox.engineReplaced();
            roles.values().forEach(ChannelRole::engineReplaced);
        }

        @Override
        public void gaveUp(Throwable cause) {
            end(null, cause);
        }
    }
}
