package io.quarkiverse.mqtt5endpoint.runtime.incoming;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;

/** What a delivery says about itself, decoded only when somebody asks. */
public record ReceivedMetadata(String channel, Delivery delivery, EmptyPayloads emptyPayloads)
        implements
            IncomingMqtt5Metadata {

    @Override
    public String getChannel() {
        return channel;
    }

    @Override
    public String getTopic() {
        return delivery.topic();
    }

    @Override
    public int getQos() {
        return delivery.qos();
    }

    @Override
    public boolean isRetain() {
        return delivery.publish().retain();
    }

    @Override
    public boolean isPayloadUtf8() {
        return delivery.publish().payloadUtf8();
    }

    @Override
    public OptionalLong getMessageExpiryInterval() {
        return delivery.publish().messageExpiryInterval();
    }

    @Override
    public Optional<String> getContentType() {
        return delivery.publish().contentType();
    }

    @Override
    public Optional<String> getResponseTopic() {
        return delivery.publish().responseTopic();
    }

    @Override
    public Optional<byte[]> getCorrelationData() {
        return delivery.publish().correlationData();
    }

    @Override
    public List<Map.Entry<String, String>> getUserProperties() {
        return delivery.publish().userProperties();
    }

    @Override
    public boolean equals(Object other) {
        return this == other || built().equals(other);
    }

    @Override
    public int hashCode() {
        return built().hashCode();
    }

    @Override
    public String toString() {
        return built().toString();
    }

    /** The same with all values decoded. */
    private IncomingMqtt5Metadata built() {
        Builder built = IncomingMqtt5Metadata.builder().withChannel(channel).withTopic(getTopic()).withQos(getQos())
                .withRetain(isRetain()).withPayloadUtf8(isPayloadUtf8())
                .withMessageExpiryInterval(getMessageExpiryInterval().orElse(-1))
                .withContentType(getContentType().orElse(null)).withResponseTopic(getResponseTopic().orElse(null))
                .withCorrelationData(getCorrelationData().orElse(null));
        getUserProperties().forEach(property -> built.withUserProperty(property.getKey(), property.getValue()));
        return built.build();
    }
}
