package io.quarkiverse.mqtt5endpoint.benchmarks.work;

/** In which order an application settles the messages that it holds. */
public enum Order {

    ARRIVAL,
    REVERSE,
    RANDOM
}
