package io.quarkiverse.mqtt5endpoint.runtime.client;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.runtime.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.runtime.settings.IncomingSettings;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * One connection to a server and what goes through it. A channel takes its stream or hands it a message; it knows no
 * channel but for the name in its sentences. State lives on the event loop; {@link #status()} and {@link
 * #unsettled()} can be read from anywhere.
 */
public final class ClientSession {

    private final String channel;
    private final ClientSettings settings;
    private final EventLoops loops;
    private final EventLoop loop;
    private final Counters counters = new Counters();
    private final Inbox inbox;
    private final Outbox outbox;
    private final Connection connection;
    private final Uni<Void> disconnected = disconnectOnce().memoize().indefinitely();

    private Subscriptions subscriptions;
    private InboxStream stream;
    private long ackTimeoutNanos;
    private ScheduledFuture<?> sweeper;
    private final ResumeGuard resumeGuard = new ResumeGuard();
    private boolean resumed;
    private int usualQos;
    private boolean usualRetain;
    private boolean warnedOfLimits;
    private boolean started;
    private boolean ended;

    private volatile SessionStatus status = SessionStatus.IDLE;
    private volatile Unsettled unsettled = Unsettled.NONE;

    ClientSession(String channel, ClientSettings settings, EventLoop wanted, AddressResolver resolver) {
        this.channel = channel;
        this.settings = settings;
        this.loops = EventLoops.on(wanted);
        this.loop = loops.loop();
        this.inbox = new Inbox(channel, loop, counters, settings.limits().receiveMaximum());
        this.outbox = new Outbox(loop, counters);
        this.connection = new Connection(channel, settings, loops, resolver, inbox, counters, new Events());
    }

    /** Messages for a subscription; the session connects when the stream is subscribed. Once per session. */
    public Multi<Delivery> receive(IncomingSettings incoming) {
        subscriptions = new Subscriptions(channel, settings.server().toString(), loop,
                new ReconnectPolicy(settings.reconnect()),
                incoming.subscription(), this::subscribed, this::end);
        ackTimeoutNanos = incoming.ackTimeout().toNanos();
        stream = new InboxStream(loop, new StreamOwner());
        inbox.open(Intake.of(incoming), stream, this::end);
        return stream;
    }

    private void subscribed() {
        if (!status.wasReady() && resumed && subscriptions.hasShared()) {
            resumeGuard.granted(counters.received.sum(), settings.limits().receiveMaximum());
        }
        status = status.to(SessionStatus.Phase.READY, null);
    }

    /** Hands over a message. It waits while there is no connection. Any thread. */
    public Ticket publish(Publication publication, Duration timeout) {
        return outbox.publish(publication, timeout.toNanos());
    }

    /** Connects, and says so when the server does not allow what messages will be by default. */
    public void startPublishing(int qos, boolean retain) {
        onLoop(() -> {
            usualQos = qos;
            usualRetain = retain;
        });
        start();
    }

    private void compare(ServerLimits limits) {
        String beyond = limits.exceededBy(usualQos, usualRetain);
        if (beyond != null && !warnedOfLimits) {
            warnedOfLimits = true;
            log.beyondServerLimits(channel, settings.server().toString(), beyond);
        }
    }

    /** Connects, and goes on trying as the settings say. Does nothing the second time. Any thread. */
    public void start() {
        onLoop(() -> {
            if (!started && !ended) {
                started = true;
                status = status.to(SessionStatus.Phase.CONNECTING, "connecting to " + settings.server());
                sweeper = loop.scheduleAtFixedRate(this::sweep, 1, 1, TimeUnit.SECONDS);
                if (loops.isOwn()) {
                    log.ownEventLoop(channel, "the client's sockets and Vert.x' event loops are of different kinds");
                }
                connection.open();
            }
        });
    }

    /** Ends the session for good because of {@code cause}: the stream fails, messages that wait are refused. Any thread. */
    public void fail(Throwable cause) {
        onLoop(() -> end(cause));
    }

    public SessionStatus status() {
        return status;
    }

    public Unsettled unsettled() {
        return unsettled;
    }

    public Counters counters() {
        return counters;
    }

    private void end(Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        log.failed(channel, cause);
        status = status.to(SessionStatus.Phase.FAILED, cause.getMessage());
        inbox.close();
        outbox.close(cause);
        connection.close(() -> {
        });
        release();
        if (stream != null) {
            stream.fail(cause);
        }
    }

    /** No more messages to the application. Completes when it has settled those it has. */
    Uni<Void> stopIntake() {
        return Uni.createFrom().emitter(done -> onLoop(() -> {
            if (ended) {
                done.complete(null);
            } else {
                status = status.to(SessionStatus.Phase.STOPPED, "stopping");
                inbox.stopIntake(() -> done.complete(null));
            }
        }));
    }

    /** Completes when everything that waits to be published is acknowledged. */
    Uni<Void> flush() {
        return Uni.createFrom().emitter(done -> onLoop(() -> outbox.flush(errors.stopped(channel), () -> done.complete(null))));
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
            if (inbox.inHands() + outbox.size() > 0) {
                log.stoppedWithRest(channel, inbox.inHands(), outbox.size(), settings.shutdownTimeout().toSeconds());
            }
            status = status.to(SessionStatus.Phase.STOPPED, "stopped");
            inbox.close();
            connection.close(() -> {
                release();
                // Not before the very end: acknowledgements and publishes that come late need a thread to be refused on.
                loops.close();
                done.complete(null);
            });
            outbox.close(errors.stopped(channel));
        }));
    }

    Duration shutdownTimeout() {
        return settings.shutdownTimeout();
    }

    boolean isStarted() {
        return status.phase() != SessionStatus.Phase.IDLE;
    }

    private void release() {
        if (sweeper != null) {
            sweeper.cancel(false);
        }
        if (subscriptions != null) {
            subscriptions.close();
        }
    }

    /** The one timer for all messages. */
    private void sweep() {
        long now = System.nanoTime();
        outbox.sweep(now);
        if (resumeGuard.isStalled(counters.received.sum(), inbox.isWindowEmpty())) {
            subscriptions.renew(connection.client());
        }
        if (ackTimeoutNanos > 0) {
            unsettled = inbox.sweep(ackTimeoutNanos, now);
        }
    }

    private void onLoop(Runnable action) {
        if (loop.inEventLoop()) {
            action.run();
        } else {
            loop.execute(action);
        }
    }

    private final class Events implements Connection.Events {

        @Override
        public void connected(Mqtt5ConnAck connAck, ServerLimits limits) {
            resumed = connAck.isSessionPresent();
            compare(limits);
            outbox.connected(connection.client()::publish, limits);
            if (subscriptions == null) {
                status = status.to(SessionStatus.Phase.READY, null);
            } else {
                status = status.to(SessionStatus.Phase.SUBSCRIBING, "waiting for the server to accept the subscription");
                subscriptions.connected(connection.client(), connAck.isSessionPresent(), limits);
            }
        }

        @Override
        public void lost(String reason) {
            outbox.connectionLost();
            status = status.to(SessionStatus.Phase.CONNECTING, "no connection to " + settings.server() + ": " + reason);
        }

        @Override
        public void engineReplaced() {
            outbox.engineReplaced();
        }

        @Override
        public void gaveUp(Throwable cause) {
            end(cause);
        }
    }

    private final class StreamOwner implements InboxStream.Owner {

        @Override
        public void subscribed() {
            start();
        }

        @Override
        public void demanded() {
            inbox.drain();
        }

        @Override
        public void cancelled() {
            // Nobody takes messages any more: let other members of the share group have them.
            new OrderlyStop(settings.shutdownTimeout()).of(ClientSession.this).subscribe()
                    .with(done -> log.debugf("Channel `%s`: nobody takes messages any more", channel),
                            failure -> log.debugf(failure, "Channel `%s`: could not be stopped", channel));
        }

        @Override
        public RuntimeException secondSubscriber() {
            return errors.oneSubscriberOnly(channel);
        }
    }
}
