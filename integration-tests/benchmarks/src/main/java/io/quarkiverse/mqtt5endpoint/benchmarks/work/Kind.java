package io.quarkiverse.mqtt5endpoint.benchmarks.work;

/** What an application does with messages. */
public enum Kind {

    /** An empty method takes them. */
    CONSUME,
    /** A stream publishes them. */
    MULTI,
    /** A method publishes them, one after the other. */
    EMITTER,
    /** A method takes them and returns them for another topic. */
    FORWARD,
    /** Several channels on one connection take them. */
    CHANNELS,
    /** They are held, and settled together. */
    UNSETTLED;

    /** Whether the contender sends the messages, and not the server. */
    public boolean isPublishing() {
        return this == MULTI || this == EMITTER;
    }
}
