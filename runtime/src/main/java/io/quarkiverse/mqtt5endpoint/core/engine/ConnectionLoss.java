package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.concurrent.TimeoutException;

/**
 * Why there is no connection.
 *
 * @param kind who ended it, and with which packet
 * @param reasonCode the packet's, or {@link #NONE} without one
 * @param text for people, without anything secret and in one line
 * @param serverReference another server to use (MQTT 5, 4.11), {@code null} for none
 * @param fault what the server did that the engine can't go on with
 */
public record ConnectionLoss(Kind kind, int reasonCode, String text, String serverReference, Fault fault, Throwable cause) {

    public static final int NONE = -1;

    /** Who ended it. */
    public enum Kind {
        /** The network, or the client's own decision. */
        LOST,
        /** A CONNACK with an error. */
        CONNACK,
        /** A DISCONNECT of the server. */
        DISCONNECT
    }

    /** What the server did that the engine can't go on with. */
    public enum Fault {
        NONE,
        /** A packet identifier that stands for another message than the engine knows under it (against MQTT 5, 4.4). */
        IDENTIFIER_REUSED
    }

    /** A connection that was there, and was of no use. */
    public static ConnectionLoss ownDecision(String text) {
        return new ConnectionLoss(Kind.LOST, NONE, text, null, Fault.NONE, new TimeoutException(text));
    }

    /** An attempt that did not even begin. */
    public static ConnectionLoss notBegun(String text, Throwable cause) {
        return new ConnectionLoss(Kind.LOST, NONE, text, null, Fault.NONE, cause);
    }
}
