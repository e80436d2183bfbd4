package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import io.quarkiverse.mqtt5endpoint.core.session.SessionStatus.Phase;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;

/** Publishes the messages of one channel. */
public final class ProducerRole extends ChannelRole {

    private final OutgoingSettings settings;

    // event loop only
    private boolean warnedOfLimits;

    ProducerRole(OutgoingSettings settings, ClientSession session) {
        super(settings.channel(), session);
        this.settings = settings;
    }

    /** Connects, and says so when the server does not allow what messages will be by default. */
    public void startPublishing() {
        start();
    }

    /** Hands over a message. It waits while there is no connection. Any thread. */
    public Ticket publish(Publication publication) {
        return session.publish(publication, settings.publishTimeout(), counters);
    }

    @Override
    void connected(ServerGrant grant) {
        String beyond = grant.limits().exceededBy(settings.qos(), settings.retain());
        if (beyond != null && !warnedOfLimits) {
            warnedOfLimits = true;
            log.beyondServerLimits(channel, session.server(), beyond);
        }
        moveTo(Phase.READY, null);
    }

    @Override
    void sweep(long now) {
        // The outbox looks after messages of all channels.
    }

    @Override
    void failed(Throwable cause) {
        // The outbox refuses messages of all channels.
    }
}
