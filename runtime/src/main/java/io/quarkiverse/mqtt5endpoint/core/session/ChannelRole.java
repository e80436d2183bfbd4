package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import io.quarkiverse.mqtt5endpoint.core.session.SessionStatus.Phase;

/**
 * What one channel does with a session, which it may share with others. {@link #status()}, {@link #unsettled()} and
 * the counters can be read from anywhere, everything else happens on the event loop.
 */
public abstract class ChannelRole {

    final String channel;
    final ClientSession session;
    final Counters counters = new Counters();

    // event loop only
    private boolean started;

    private volatile SessionStatus status = SessionStatus.IDLE;

    ChannelRole(String channel, ClientSession session) {
        this.channel = channel;
        this.session = session;
    }

    /** A connection that the server accepted, to begin with whatever this role is. */
    abstract void connected(ServerGrant grant);

    /** Each second, by {@link System#nanoTime()}. */
    abstract void sweep(long now);

    /** The session is over, because of {@code cause}. */
    abstract void failed(Throwable cause);

    /** The client that this role had handed packets to is gone, with all that it had in flight. */
    void engineReplaced() {
    }

    /** There will be nothing more to do. */
    void release() {
    }

    public String channel() {
        return channel;
    }

    public SessionStatus status() {
        return status;
    }

    public Unsettled unsettled() {
        return Unsettled.NONE;
    }

    public Counters counters() {
        return counters;
    }

    public ConnectionCounters connectionCounters() {
        return session.counters();
    }

    /**
     * Ends the channel for good because of {@code cause}, and with it all that share its connection: streams fail,
     * messages that wait are refused. Any thread.
     */
    public void fail(Throwable cause) {
        session.fail(this, cause);
    }

    /** Connects where that has not been done yet. Does nothing the second time. Any thread. */
    final void start() {
        session.onLoop(() -> {
            if (!started) {
                started = true;
                moveTo(Phase.CONNECTING, "connecting to " + session.server());
                session.start(this);
            }
        });
    }

    final void accepted(ServerGrant grant) {
        if (started) {
            connected(grant);
        }
    }

    final void lost(String reason) {
        if (started) {
            moveTo(Phase.CONNECTING, "no connection to " + session.server() + ": " + reason);
        }
    }

    final void moveTo(Phase phase, String why) {
        status = status.to(phase, why);
    }

    /**
     * @param culprit whose failure it is, {@code null} for the connection's own
     */
    final void ended(ChannelRole culprit, Throwable cause) {
        Throwable own = culprit == null || culprit == this ? cause
                : errors.sharedConnectionFailed(channel, culprit.channel, String.valueOf(cause.getMessage()), cause);
        if (status.phase() != Phase.FAILED) {
            log.failed(channel, own);
        }
        moveTo(Phase.FAILED, own.getMessage());
        failed(own);
        release();
    }
}
