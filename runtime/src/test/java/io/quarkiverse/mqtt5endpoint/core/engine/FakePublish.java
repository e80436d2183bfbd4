package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A received message that remembers whether it was released. */
public final class FakePublish implements ReceivedPublish {

    private final String topic;
    private final int qos;
    private final int payloadSize;

    public int releases;
    public List<Integer> subscriptionIdentifiers = List.of();

    public FakePublish(String topic, int qos) {
        this(topic, qos, 0);
    }

    public FakePublish(String topic, int qos, int payloadSize) {
        this.topic = topic;
        this.qos = qos;
        this.payloadSize = payloadSize;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public int qos() {
        return qos;
    }

    @Override
    public boolean retain() {
        return false;
    }

    @Override
    public byte[] payload() {
        return new byte[payloadSize];
    }

    @Override
    public int payloadSize() {
        return payloadSize;
    }

    @Override
    public boolean payloadUtf8() {
        return false;
    }

    @Override
    public OptionalLong messageExpiryInterval() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<String> contentType() {
        return Optional.empty();
    }

    @Override
    public Optional<String> responseTopic() {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> correlationData() {
        return Optional.empty();
    }

    @Override
    public List<Map.Entry<String, String>> userProperties() {
        return List.of();
    }

    @Override
    public boolean isRedelivery() {
        return false;
    }

    @Override
    public List<Integer> subscriptionIdentifiers() {
        return subscriptionIdentifiers;
    }

    @Override
    public void release() {
        releases++;
    }
}
