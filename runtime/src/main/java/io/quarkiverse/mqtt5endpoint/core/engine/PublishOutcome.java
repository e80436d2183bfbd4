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

    /**
     * Not delivered within the time that it was given in all. It will not be sent any more.
     *
     * @param sent whether it ever was: then it is unknown whether the server has it
     */
    record Expired(long seconds, boolean sent) implements PublishOutcome {
    }

    /**
     * Suspected of being what the server ends the connection for: unknown whether the server has it. It will not be sent any
     * more.
     *
     * @param connections how many ended shortly after it was sent
     * @param lastLoss why the last of them did
     */
    record Suspected(int connections, String lastLoss) implements PublishOutcome {
    }

    /** Not sent, as there is no connection any more. */
    record Failed(Throwable cause) implements PublishOutcome {
    }
}
