package io.quarkiverse.mqtt5endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a received PUBLISH carried beside its payload (MQTT 5, 3.3). Each message of an incoming channel has one:
 * {@code message.getMetadata(IncomingMqtt5Metadata.class)}, or a method parameter of this type.
 * <p>
 * Immutable and safe to read from any thread, also after the message was acknowledged. What the engine does not tell
 * (the DUP flag, the packet identifier, subscription identifiers) is not here.
 */
public interface IncomingMqtt5Metadata {

    /**
     * The channel that received the message.
     *
     * @return the channel's name as configured, never {@code null}
     */
    String getChannel();

    /**
     * The topic name that the message was published to (MQTT 5, 3.3.2.1), never a filter.
     *
     * @return the topic, never {@code null}
     */
    String getTopic();

    /**
     * The quality of service with which the server delivered the message (MQTT 5, 3.3.1.2): the lower one of the
     * publisher's and the subscription's.
     *
     * @return 0, 1 or 2
     */
    int getQos();

    /**
     * The RETAIN flag (MQTT 5, 3.3.1.3). Without {@code retain-as-published} it is set only on messages that the
     * server had stored when the subscription was made.
     *
     * @return whether the flag was set
     */
    boolean isRetain();

    /**
     * The payload format indicator (MQTT 5, 3.3.2.3.2).
     *
     * @return {@code true} where the publisher declared the payload to be UTF-8 text; {@code false} where it declared bytes, or
     *         nothing
     */
    boolean isPayloadUtf8();

    /**
     * What is left of the message expiry interval (MQTT 5, 3.3.2.3.3), as the server counted it down.
     *
     * @return seconds; empty where the message does not expire
     */
    OptionalLong getMessageExpiryInterval();

    /**
     * The content type (MQTT 5, 3.3.2.3.9), as the publisher wrote it.
     *
     * @return the content type, or empty
     */
    Optional<String> getContentType();

    /**
     * Where the publisher of a request expects the answer (MQTT 5, 3.3.2.3.5).
     *
     * @return the response topic, or empty
     */
    Optional<String> getResponseTopic();

    /**
     * What an answer has to carry so that its receiver can tell which request it belongs to (MQTT 5, 3.3.2.3.6).
     *
     * @return a copy of the correlation data, or empty
     */
    Optional<byte[]> getCorrelationData();

    /**
     * The user properties (MQTT 5, 3.3.2.3.7) in the order of the packet. A name may appear more than once.
     *
     * @return name and value pairs, unmodifiable, never {@code null}, often empty
     */
    List<Map.Entry<String, String>> getUserProperties();
}
