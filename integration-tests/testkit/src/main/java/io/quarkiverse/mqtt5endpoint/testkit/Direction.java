package io.quarkiverse.mqtt5endpoint.testkit;

/** Which way bytes go through a {@link FaultProxy}. */
public enum Direction {
    /** From the client to the server. */
    UPSTREAM,
    /** From the server to the client. */
    DOWNSTREAM
}
