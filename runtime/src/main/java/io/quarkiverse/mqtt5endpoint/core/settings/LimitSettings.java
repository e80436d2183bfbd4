package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

/**
 * What the client grants the server and how long it waits for it.
 *
 * @param maximumPacketSize bytes; {@link #PROTOCOL_MAXIMUM} is the protocol's own limit
 * @param maxBufferedBytes how much payload of QoS 0 may wait for the application
 */
public record LimitSettings(int receiveMaximum, int maximumPacketSize, int topicAliasMaximum, long maxBufferedBytes,
        Duration keepAlive, Duration connectTimeout) {

    public static final int PROTOCOL_MAXIMUM = (int) Attribute.MAXIMUM_PACKET_SIZE.max();

    public LimitSettings {
        Attribute.RECEIVE_MAXIMUM.check(receiveMaximum);
        Attribute.MAXIMUM_PACKET_SIZE.check(maximumPacketSize);
        Attribute.TOPIC_ALIAS_MAXIMUM.check(topicAliasMaximum);
        Attribute.MAX_BUFFERED_BYTES.check(maxBufferedBytes);
        Attribute.KEEP_ALIVE_SECONDS.check(keepAlive.toSeconds());
        Attribute.CONNECT_TIMEOUT_SECONDS.check(connectTimeout.toSeconds());
    }
}
