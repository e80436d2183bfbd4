package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

/**
 * One incoming channel.
 *
 * @param name its configured name, without the number of a concurrent copy
 * @param ackTimeout how long a message may stay unsettled before it is reported; zero for indefinitely
 * @param bufferSize how many messages of QoS 0 may wait for the application
 * @param broadcast whether several methods get each message
 */
public record IncomingSettings(String channel, String name, ClientSettings client, SubscriptionSettings subscription,
        boolean autoAck, FailureSettings failure, EmptyPayload emptyPayload, Duration ackTimeout, int bufferSize,
        OverflowStrategy qos0Overflow, ObservationSettings observation, boolean broadcast) {

    public IncomingSettings {
        Attribute.ACK_TIMEOUT_SECONDS.check(ackTimeout.toSeconds());
        Attribute.BUFFER_SIZE.check(bufferSize);
    }
}
