package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.session.SessionStatus.Phase;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.smallrye.mutiny.Multi;

/** Consumes the messages of one channel: its subscription, and the stream of what comes. */
public final class ConsumerRole extends ChannelRole {

    private final IncomingSettings settings;
    private final Subscriptions subscriptions;
    private final InboxStream stream;
    private final Intake intake;
    private final ResumeGuard resumeGuard = new ResumeGuard();

    // valid for connection
    private ServerGrant grant;

    private volatile Unsettled unsettled = Unsettled.NONE;

    ConsumerRole(IncomingSettings settings, ClientSession session, Inbox inbox) {
        super(settings.channel(), session);
        this.settings = settings;
        this.stream = new InboxStream(session.loop(), new StreamOwner());
        this.intake = new Intake(settings, session.loop(), inbox, stream, counters, this::fail);
        this.subscriptions = new Subscriptions(channel, session::server, session.loop(),
                new ReconnectPolicy(settings.client().reconnect()), settings.subscription(), this::subscribed, this::fail);
    }

    /** Messages for the subscription; the session connects when the stream is subscribed, which works once. */
    public Multi<Delivery> messages() {
        return stream;
    }

    /** Hands over a message of a failure strategy. Like {@link ProducerRole#publish}. */
    public Ticket publish(Publication publication, Duration timeout) {
        return session.publish(publication, timeout, counters);
    }

    Intake intake() {
        return intake;
    }

    @Override
    public Unsettled unsettled() {
        return unsettled;
    }

    @Override
    void connected(ServerGrant accepted) {
        grant = accepted;
        moveTo(Phase.SUBSCRIBING, "waiting for the server to accept the subscription");
        subscriptions.connected(accepted.client(), accepted.sessionPresent(), accepted.limits());
    }

    private void subscribed() {
        if (!status().wasReady() && grant.sessionPresent() && settings.subscription().hasShared()) {
            resumeGuard.granted(session.received(), settings.client().limits().receiveMaximum());
        }
        moveTo(Phase.READY, null);
    }

    @Override
    void sweep(long now) {
        if (resumeGuard.isStalled(session.received(), session.isWindowEmpty())) {
            subscriptions.renew(grant.client());
        }
        unsettled = intake.sweep(now);
        long timeout = settings.ackTimeout().toNanos();
        if (timeout > 0 && unsettled == Unsettled.NONE && session.isShared()) {
            unsettled = heldBack(session.notTakenFor(timeout, now), now);
        }
    }

    private Unsettled heldBack(Delivery head, long now) {
        if (head == null) {
            return Unsettled.NONE;
        }
        if (!head.reported) {
            head.reported = true;
            log.holdsBack(head.intake.channel(), head.topic(), (now - head.receivedNanos) / 1_000_000_000L);
        }
        return new Unsettled(1, head.topic(), head.receivedNanos, head.intake.channel());
    }

    @Override
    void failed(Throwable cause) {
        stream.fail(cause);
    }

    @Override
    void engineReplaced() {
        subscriptions.engineReplaced();
    }

    @Override
    void release() {
        subscriptions.close();
    }

    private final class StreamOwner implements InboxStream.Owner {

        @Override
        public void subscribed() {
            start();
        }

        @Override
        public void demanded() {
            intake.drain();
        }

        @Override
        public void cancelled() {
            session.abandonedBy(ConsumerRole.this);
        }

        @Override
        public RuntimeException secondSubscriber() {
            return errors.oneSubscriberOnly(channel);
        }
    }
}
