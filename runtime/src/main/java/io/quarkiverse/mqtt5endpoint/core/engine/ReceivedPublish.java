package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A PUBLISH that the server sent (MQTT 5, 3.3). */
public interface ReceivedPublish {

    String topic();

    int qos();

    boolean retain();

    /** A copy. */
    byte[] payload();

    /** In bytes, without a copy. */
    int payloadSize();

    boolean payloadUtf8();

    /** Seconds that were left when the server sent it. */
    OptionalLong messageExpiryInterval();

    Optional<String> contentType();

    Optional<String> responseTopic();

    /** A copy. */
    Optional<byte[]> correlationData();

    /** In order; names may repeat. */
    List<Map.Entry<String, String>> userProperties();

    /** Whether the server may have sent it before (MQTT 5, 3.3.1.1). */
    boolean isRedelivery();

    /** For which subscriptions the server delivers it (MQTT 5, 3.3.2.3.8); empty if it does not say. */
    List<Integer> subscriptionIdentifiers();

    /**
     * Lets the engine send the acknowledgement, which leaves when all messages before this one have been released. On
     * the loop, at most once, and only for messages of QoS 1 and 2.
     */
    void release();
}
