package io.quarkiverse.mqtt5endpoint.core.engine;

/**
 * A connection that the server accepted, for as long as it lasts.
 *
 * @param sinceNanos when the CONNACK came, by the time of the loop
 */
public record LiveConnection(MqttEngine engine, AcceptedConnection accepted, long sinceNanos) {

    public ServerLimits limits() {
        return accepted.limits();
    }
}
