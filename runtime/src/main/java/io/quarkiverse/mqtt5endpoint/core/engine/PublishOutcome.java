package io.quarkiverse.mqtt5endpoint.core.engine;

/** What became of a message that was to be published. */
public sealed interface PublishOutcome {

    /** The server has it, or it was written if nobody acknowledges (QoS 0). 0x10: nobody subscribes to its topic. */
    record Accepted(int reasonCode) implements PublishOutcome {
    }

    /**
     * Not accepted, by the server or before it was sent, for a reason of the protocol.
     *
     * @param reasonString {@code null} for none
     * @param sent whether it was the server who refused it
     */
    record Refused(int reasonCode, String reasonString, boolean sent) implements PublishOutcome {
    }

    /** No acknowledgement in time: unknown whether the server has it. */
    record TimedOut(long seconds) implements PublishOutcome {
    }

    /** Not sent, as there is no connection any more. */
    record Failed(Throwable cause) implements PublishOutcome {
    }
}
