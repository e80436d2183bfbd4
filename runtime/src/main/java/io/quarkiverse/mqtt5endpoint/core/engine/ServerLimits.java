package io.quarkiverse.mqtt5endpoint.core.engine;

/**
 * What the server allows on a connection, as its CONNACK says (MQTT 5, 3.2.2.3).
 *
 * @param maximumPacketSize {@link Integer#MAX_VALUE} or the protocol's maximum for no limit
 * @param receiveMaximum how many messages of QoS 1 and 2 may be on their way to the server
 */
public record ServerLimits(int maximumQos, boolean retain, int maximumPacketSize, int receiveMaximum,
        int topicAliasMaximum, boolean sharedSubscriptions, boolean wildcards, boolean subscriptionIdentifiers) {

    /** What a server that says nothing allows. */
    public static final ServerLimits NONE = new ServerLimits(2, true, Integer.MAX_VALUE, 65535, 0, true, true, true);

    /** What of a channel's own attributes the server does not allow; {@code null} for nothing. */
    public String exceededBy(int qos, boolean withRetain) {
        if (qos > maximumQos) {
            return "`qos` is " + qos + ", the server's maximum " + maximumQos;
        }
        return withRetain && !retain ? "`retain` is true, the server keeps no messages" : null;
    }
}
