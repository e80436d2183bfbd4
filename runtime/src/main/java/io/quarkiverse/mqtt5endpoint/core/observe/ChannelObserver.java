package io.quarkiverse.mqtt5endpoint.core.observe;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;

/**
 * Learns what happens to one channel: whoever counts, measures or shows it. Must neither block nor throw. Called on
 * the session's loop, unless a method says otherwise. What happens to a connection is reported to each channel that
 * uses it.
 */
public interface ChannelObserver {

    ChannelObserver NONE = new ChannelObserver() {
    };

    /** How a received message ended. */
    enum Settlement {
        ACKNOWLEDGED,
        REJECTED,
        /** Decided after it had gone back to the server, or a second time: without effect. */
        LATE
    }

    /** Why a received message was not handed over. */
    enum DropReason {
        /** A message of QoS 0 for which there was no room. */
        OVERFLOW,
        /** No filter of the configuration matches it, or it comes only for filters of an earlier configuration. */
        UNMATCHED,
        /**
         * Its subscription was closed before it was its turn, on a connection that others go on using. At QoS 1 and 2 it is
         * acknowledged.
         */
        CLOSED,
        /** Its payload is empty, and the channel ignores such messages. It is acknowledged. Any thread. */
        EMPTY
    }

    default void connected(AcceptedConnection accepted, boolean again) {
    }

    /** The channel can do what it is for: connected, and every subscription granted. */
    default void ready() {
    }

    default void lost(ConnectionLoss loss) {
    }

    default void failed(Throwable cause) {
    }

    default void received() {
    }

    default void handedOver() {
    }

    /** Any thread. */
    default void settled(Settlement how) {
    }

    default void dropped(DropReason reason) {
    }

    /** Messages went back to the server, which delivers them again. */
    default void redelivered(int messages) {
    }

    /** A message has been unsettled for longer than it should be. */
    default void overdue() {
    }

    default void receiveMaximumExceeded() {
    }

    /** A message came without properties that its publisher wrote wrongly. */
    default void repaired() {
    }

    default void published(long latencyNanos) {
    }

    default void publishFailed() {
    }

    /** The server acknowledged a message whose time was over. */
    default void publishedLate() {
    }
}
