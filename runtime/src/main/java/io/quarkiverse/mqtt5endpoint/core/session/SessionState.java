package io.quarkiverse.mqtt5endpoint.core.session;

/** How far a session is in its life. What its connection is doing meanwhile is a {@code ConnectionState}. */
public sealed interface SessionState {

    /** Messages come and go, as far as the connection allows. */
    record Running() implements SessionState {
    }

    /** No more messages for the application; what it has may still be finished. */
    record Stopping() implements SessionState {
    }

    /** Ended in an orderly way. */
    record Stopped() implements SessionState {
    }

    /**
     * Ended permanently because something failed.
     *
     * @param culprit the channel whose failure it is, {@code null} for the connection's own
     */
    record Failed(Throwable cause, String culprit) implements SessionState {
    }
}
