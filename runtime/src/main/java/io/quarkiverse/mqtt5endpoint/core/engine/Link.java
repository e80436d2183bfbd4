package io.quarkiverse.mqtt5endpoint.core.engine;

/** What those who move messages ask about the session. On the loop only. */
public interface Link {

    /** {@code null} while there is no connection. */
    LiveConnection live();

    /** Whether the application gets further messages: not when the session is stopping or over. */
    boolean handsOver();

    /** Whether nothing will be sent any more. */
    boolean isOver();

    /**
     * Ends the connection because it is of no use. It counts as lost, and not as progress. Does nothing while there is none.
     *
     * @param why for people
     */
    void giveUp(String why);

    /** For the log: the server that was tried last. */
    String server();
}
