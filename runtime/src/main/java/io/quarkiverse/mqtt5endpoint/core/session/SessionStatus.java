package io.quarkiverse.mqtt5endpoint.core.session;

/**
 * How a connection is doing.
 *
 * @param text why, where it isn't {@link Phase#READY}
 * @param wasReady whether it ever was
 */
public record SessionStatus(Phase phase, String text, boolean wasReady) {

    public enum Phase {
        /** Nobody has asked for it yet. */
        IDLE,
        CONNECTING,
        SUBSCRIBING,
        READY,
        FAILED,
        STOPPED
    }

    static final SessionStatus IDLE = new SessionStatus(Phase.IDLE, "not subscribed", false);

    SessionStatus to(Phase next, String why) {
        // Failed and stopped are final, whatever the client still has to say.
        boolean isOver = phase == Phase.FAILED || phase == Phase.STOPPED && next != Phase.STOPPED;
        return isOver ? this : new SessionStatus(next, why, wasReady || next == Phase.READY);
    }
}
