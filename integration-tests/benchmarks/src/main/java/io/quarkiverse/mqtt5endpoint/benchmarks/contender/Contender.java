package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

/** A client that is measured. It takes what the server sends as soon as it is there. */
@FunctionalInterface
public interface Contender {

    /**
     * Publishes so many messages.
     *
     * @param first the number of the first of them
     * @param acknowledged called for each message that the server has acknowledged
     */
    void publish(long first, int messages, Runnable acknowledged) throws Exception;
}
