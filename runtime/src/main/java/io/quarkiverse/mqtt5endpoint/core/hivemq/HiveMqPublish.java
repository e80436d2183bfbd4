package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PayloadFormatIndicator;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;

/** A PUBLISH as the client received it. */
record HiveMqPublish(Mqtt5Publish publish, Announced announced) implements ReceivedPublish {

    @Override
    public String topic() {
        return publish.getTopic().toString();
    }

    @Override
    public int qos() {
        return publish.getQos().getCode();
    }

    @Override
    public boolean retain() {
        return publish.isRetain();
    }

    @Override
    public byte[] payload() {
        return publish.getPayloadAsBytes();
    }

    @Override
    public int payloadSize() {
        return publish.getPayload().map(ByteBuffer::remaining).orElse(0);
    }

    @Override
    public boolean payloadUtf8() {
        return publish.getPayloadFormatIndicator().filter(Mqtt5PayloadFormatIndicator.UTF_8::equals).isPresent();
    }

    @Override
    public OptionalLong messageExpiryInterval() {
        return publish.getMessageExpiryInterval();
    }

    @Override
    public Optional<String> contentType() {
        return publish.getContentType().map(Object::toString);
    }

    @Override
    public Optional<String> responseTopic() {
        return publish.getResponseTopic().map(Object::toString);
    }

    @Override
    public Optional<byte[]> correlationData() {
        return publish.getCorrelationData().map(data -> {
            byte[] bytes = new byte[data.remaining()];
            data.duplicate().get(bytes);
            return bytes;
        });
    }

    @Override
    public List<Map.Entry<String, String>> userProperties() {
        return publish.getUserProperties().asList().stream().map(HiveMqPublish::entry).toList();
    }

    static Map.Entry<String, String> entry(Mqtt5UserProperty property) {
        return Map.entry(property.getName().toString(), property.getValue().toString());
    }

    @Override
    public boolean isRedelivery() {
        return announced.redelivery();
    }

    @Override
    public List<Integer> subscriptionIdentifiers() {
        return announced.subscriptionIdentifiers();
    }

    @Override
    public void release() {
        publish.acknowledge();
    }
}
