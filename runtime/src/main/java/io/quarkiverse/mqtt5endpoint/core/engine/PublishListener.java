package io.quarkiverse.mqtt5endpoint.core.engine;

/** Learns what happens to one message that was handed to the engine. On the loop. */
public interface PublishListener {

    /** The PUBREC of a message of QoS 2 came: the server has it, but forgets it if it loses the session now. */
    void received();

    /** Whether the message must not be sent any more, should the engine want to. */
    boolean isWithdrawn();

    /** The engine is done with the message. */
    void completed(PublishOutcome outcome);
}
