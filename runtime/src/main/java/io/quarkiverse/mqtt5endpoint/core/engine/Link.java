package io.quarkiverse.mqtt5endpoint.core.engine;

/** What those who move messages ask about the session. On the loop only. */
public interface Link {

    /** {@code null} while there is no connection. */
    LiveConnection live();

    /** Whether the application gets further messages: not when the session is stopping or over. */
    boolean handsOver();

    /** Whether nothing will be sent any more. */
    boolean isOver();

    /** For the log: the server that was tried last. */
    String server();
}
