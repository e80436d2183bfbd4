package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

/**
 * One incoming channel.
 *
 * @param name its configured name, without the number of a concurrent copy
 * @param ackTimeout how long a message may stay unsettled before somebody is told; zero for never
 * @param bufferSize how many messages of QoS 0 may wait for the application
 * @param broadcast whether several methods get each message
 */
public record IncomingSettings(String channel, String name, ClientSettings client, SubscriptionSettings subscription,
        boolean autoAck,
        FailureSettings failure, Duration ackTimeout, int bufferSize, OverflowStrategy qos0Overflow, boolean healthEnabled,
        boolean broadcast) {

    public IncomingSettings {
        Attribute.ACK_TIMEOUT_SECONDS.check(ackTimeout.toSeconds());
        Attribute.BUFFER_SIZE.check(bufferSize);
    }
}
