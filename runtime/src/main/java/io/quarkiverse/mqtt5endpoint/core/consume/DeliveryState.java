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
     * @param before what was happening to it until then
     */
    record Decided(Acknowledgement how, Undecided before) implements DeliveryState {

        /** Whether the server still waited for it. */
        boolean inTime() {
            return before == Undecided.WAITING || before == Undecided.PROCESSING;
        }
    }
}
