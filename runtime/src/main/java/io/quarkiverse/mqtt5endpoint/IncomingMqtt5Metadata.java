package io.quarkiverse.mqtt5endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Describes a received PUBLISH except for its payload (MQTT 5, 3.3). Each message of an incoming channel has one; get it
 * from {@code message.getMetadata(IncomingMqtt5Metadata.class)} or declare a method parameter of this type.
 * <p>
 * Immutable and safe to read from any thread, even after the message was acknowledged. The DUP flag, the packet
 * identifier and subscription identifiers are not available.
 */
public interface IncomingMqtt5Metadata {

    /**
     * Returns the channel that received the message.
     *
     * @return the channel's name as configured, never {@code null}
     */
    String getChannel();

    /**
     * Returns the topic name that the message was published to (MQTT 5, 3.3.2.1), never a filter.
     *
     * @return the topic, never {@code null}
     */
    String getTopic();

    /**
     * Returns the quality of service with which the server delivered the message (MQTT 5, 3.3.1.2): the lower of the
     * publisher's and the subscription's.
     *
     * @return 0, 1 or 2
     */
    int getQos();

    /**
     * Returns the RETAIN flag (MQTT 5, 3.3.1.3). Without {@code retain-as-published} it is set only on messages that the
     * server had stored when the subscription was made.
     *
     * @return whether the flag was set
     */
    boolean isRetain();

    /**
     * Returns the payload format indicator (MQTT 5, 3.3.2.3.2).
     *
     * @return {@code true} if the publisher declared the payload to be UTF-8 text; {@code false} if it declared bytes, or
     *         nothing
     */
    boolean isPayloadUtf8();

    /**
     * Returns the remaining message expiry interval (MQTT 5, 3.3.2.3.3) at the time when the server delivered the message.
     *
     * @return seconds; empty if the message does not expire
     */
    OptionalLong getMessageExpiryInterval();

    /**
     * Returns the content type (MQTT 5, 3.3.2.3.9) that the publisher set.
     *
     * @return the content type, or empty
     */
    Optional<String> getContentType();

    /**
     * Returns the topic to which a response should be published (MQTT 5, 3.3.2.3.5).
     *
     * @return the response topic, or empty
     */
    Optional<String> getResponseTopic();

    /**
     * Returns the correlation data, which a response must contain so that its receiver can match it to the request (MQTT 5,
     * 3.3.2.3.6).
     *
     * @return a copy of the correlation data, or empty
     */
    Optional<byte[]> getCorrelationData();

    /**
     * Returns the user properties (MQTT 5, 3.3.2.3.7) in the order of the packet. A name may appear more than once.
     *
     * @return name and value pairs, unmodifiable, never {@code null}, often empty
     */
    List<Map.Entry<String, String>> getUserProperties();
}
