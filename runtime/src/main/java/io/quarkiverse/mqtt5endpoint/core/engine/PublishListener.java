package io.quarkiverse.mqtt5endpoint.core.engine;

/** Learns what happens to one message that was handed to the engine. On the loop. */
public interface PublishListener {

    /** Whether a message may be sent. */
    enum Permission {
        SEND,
        /** Not before {@link MqttEngine#resumePublishing()}. */
        LATER,
        /** Not any more: the engine lets go of it as if the server had it. */
        NEVER
    }

    /** The PUBREC of a message of QoS 2 came: the server has it, but forgets it if it loses the session now. */
    void received();

    /** Asked each time that the engine wants to send the message. */
    Permission permission();

    /** The engine is done with the message. */
    void completed(PublishOutcome outcome);
}
