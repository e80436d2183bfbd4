package io.quarkiverse.mqtt5endpoint.runtime.incoming;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.quarkiverse.mqtt5endpoint.IncomingMqtt5Metadata;
import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;

/** What a delivery says about itself, decoded only when somebody asks. */
public record ReceivedMetadata(String channel, Delivery delivery) implements IncomingMqtt5Metadata {

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
}
