package io.quarkiverse.mqtt5endpoint.testkit;

/** A server on loopback that a test starts, stops and starts again. */
public interface MqttServer extends AutoCloseable {

    /** The address that clients connect to. */
    String host();

    /** The port that clients connect to; it stays the same over {@link #stop()} and {@link #start()}. */
    int port();

    /** A short name for test reports. */
    String name();

    /** Ends all connections and stops listening. Does nothing when already stopped. */
    void stop();

    /** Listens again, on the same port. Does nothing when already started. */
    void start();

    /** Stops permanently and removes what the server kept. */
    @Override
    void close();
}
