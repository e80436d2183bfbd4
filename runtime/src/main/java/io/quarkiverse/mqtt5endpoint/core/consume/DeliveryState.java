package io.quarkiverse.mqtt5endpoint.core.consume;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;

/** What is happening to a received message. */
sealed interface DeliveryState {

    /** Nobody has decided yet. */
    enum Undecided implements DeliveryState {
        /** Waits for the application. */
        WAITING,
        /** The application has it. */
        PROCESSING,
        /** Went back to the server, which delivers it again: a decision about this copy has no effect. */
        RETURNED,
        /** The server has forgotten it: this copy is the only one, and there is nobody to acknowledge it to. */
        FORGOTTEN
    }

    /**
     * The application, or who acts for it, is done with the message.
     *
     * @param inTime whether the server still waited for it
     */
    record Decided(Acknowledgement how, boolean inTime) implements DeliveryState {

        static final Decided SUCCESS = new Decided(Acknowledgement.SUCCESS, true);
        static final Decided TOO_LATE = new Decided(Acknowledgement.SUCCESS, false);
    }
}
