package io.quarkiverse.mqtt5endpoint.core.publish;

/** What a message that is to be published is doing. */
enum PublishState {
    /** For a connection. */
    WAITING,
    /** With the engine. */
    SENT,
    /** With the engine, and the PUBREC of QoS 2 came: the server has it, but forgets it together with the session. */
    RECEIVED,
    /** With the engine, and its sender was told that nobody knows what became of it. */
    OVERDUE,
    /** Like {@link #OVERDUE}, and it must not be sent again. */
    WITHDRAWN,
    DONE
}
