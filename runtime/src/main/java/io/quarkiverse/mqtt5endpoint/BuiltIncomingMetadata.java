package io.quarkiverse.mqtt5endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/** The values of a builder. What {@code equals}, {@code hashCode} and {@code toString} mean for all metadata. */
final class BuiltIncomingMetadata implements IncomingMqtt5Metadata {

    private final String channel;
    private final String topic;
    private final int qos;
    private final boolean retain;
    private final boolean payloadUtf8;
    private final @Nullable Long messageExpiryInterval;
    private final @Nullable String contentType;
    private final @Nullable String responseTopic;
    private final byte @Nullable [] correlationData;
    private final List<Map.Entry<String, String>> userProperties;

    BuiltIncomingMetadata(Builder builder) {
        this.channel = builder.channel;
        this.topic = builder.topic;
        this.qos = builder.qos;
        this.retain = builder.retain;
        this.payloadUtf8 = builder.payloadUtf8;
        this.messageExpiryInterval = builder.messageExpiryInterval;
        this.contentType = builder.contentType;
        this.responseTopic = builder.responseTopic;
        this.correlationData = builder.correlationData;
        this.userProperties = List.copyOf(builder.userProperties);
    }

    @Override
    public String getChannel() {
        return channel;
    }

    @Override
    public String getTopic() {
        return topic;
    }

    @Override
    public int getQos() {
        return qos;
    }

    @Override
    public boolean isRetain() {
        return retain;
    }

    @Override
    public boolean isPayloadUtf8() {
        return payloadUtf8;
    }

    @Override
    public OptionalLong getMessageExpiryInterval() {
        return messageExpiryInterval == null ? OptionalLong.empty() : OptionalLong.of(messageExpiryInterval);
    }

    @Override
    public Optional<String> getContentType() {
        return Optional.ofNullable(contentType);
    }

    @Override
    public Optional<String> getResponseTopic() {
        return Optional.ofNullable(responseTopic);
    }

    @Override
    public Optional<byte[]> getCorrelationData() {
        return Optional.ofNullable(correlationData).map(byte[]::clone);
    }

    @Override
    public List<Map.Entry<String, String>> getUserProperties() {
        return userProperties;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof IncomingMqtt5Metadata that && fields(this).equals(fields(that))
                && Arrays.equals(correlationData, that.getCorrelationData().orElse(null));
    }

    @Override
    public int hashCode() {
        return 31 * fields(this).hashCode() + Arrays.hashCode(correlationData);
    }

    private static List<Object> fields(IncomingMqtt5Metadata of) {
        return List.of(of.getChannel(), of.getTopic(), of.getQos(), of.isRetain(), of.isPayloadUtf8(),
                of.getMessageExpiryInterval(), of.getContentType(), of.getResponseTopic(), of.getUserProperties());
    }

    @Override
    public String toString() {
        return new MetadataText("IncomingMqtt5Metadata").with("channel", channel).with("topic", topic).with("qos", qos)
                .with("retain", retain).with("payloadUtf8", payloadUtf8).with("messageExpiryInterval", messageExpiryInterval)
                .with("contentType", contentType).with("responseTopic", responseTopic)
                .withLength("correlationData", correlationData).withNames("userProperties", userProperties).toString();
    }
}
