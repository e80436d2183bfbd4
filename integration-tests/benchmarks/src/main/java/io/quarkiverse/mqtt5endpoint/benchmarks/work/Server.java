package io.quarkiverse.mqtt5endpoint.benchmarks.work;

/** What a contender is connected to. */
public enum Server {

    /** Ours, which stores nothing and checks everything. */
    RESPONDER,
    MOSQUITTO,
    ARTEMIS
}
