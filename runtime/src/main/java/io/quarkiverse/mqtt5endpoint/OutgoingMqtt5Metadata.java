package io.quarkiverse.mqtt5endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Describes how one message is to be published, if that differs from what its channel says: {@code
 * Message.of(payload).addMetadata(OutgoingMqtt5Metadata.builder().withTopic("alerts/1").build())}.
 * <p>
 * Whatever is left unset is as the channel's configuration says. Nothing is checked here: a value that MQTT forbids
 * nacks that message, and that message only, with a {@link Mqtt5PublishException}.
 * <p>
 * Immutable and safe to share between threads and messages. Two objects are equal when the same properties are set to
 * equal values. The text of {@code toString} shows neither correlation data nor values of user properties.
 */
public final class OutgoingMqtt5Metadata {

    private final @Nullable String topic;
    private final @Nullable Integer qos;
    private final @Nullable Boolean retain;
    private final @Nullable Long messageExpiryInterval;
    private final @Nullable String contentType;
    private final @Nullable String responseTopic;
    private final byte @Nullable [] correlationData;
    private final @Nullable Boolean payloadUtf8;
    private final List<Map.Entry<String, String>> userProperties;

    private OutgoingMqtt5Metadata(Builder builder) {
        this.topic = builder.topic;
        this.qos = builder.qos;
        this.retain = builder.retain;
        this.messageExpiryInterval = builder.messageExpiryInterval;
        this.contentType = builder.contentType;
        this.responseTopic = builder.responseTopic;
        this.correlationData = builder.correlationData;
        this.payloadUtf8 = builder.payloadUtf8;
        this.userProperties = List.copyOf(builder.userProperties);
    }

    /**
     * Starts with nothing set.
     *
     * @return a new builder, for use by one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts with all that other metadata say.
     *
     * @param metadata what to begin with
     * @return a new builder, for use by one thread
     */
    public static Builder from(OutgoingMqtt5Metadata metadata) {
        return new Builder(metadata);
    }

    /**
     * Starts with what a received message says about its content, to pass it on: content type, payload format
     * indicator, message expiry interval, response topic, correlation data and user properties. Topic, QoS and the
     * RETAIN flag are not taken over: they belong to the way on which the message came.
     *
     * @param metadata of the message that was received
     * @return a new builder, for use by one thread
     */
    public static Builder from(IncomingMqtt5Metadata metadata) {
        return new Builder(metadata);
    }

    /** {@return the topic of this message, or empty for the channel's; an empty string counts as unset} */
    public Optional<String> getTopic() {
        return Optional.ofNullable(topic).filter(name -> !name.isEmpty());
    }

    /** {@return the quality of service of this message, 0, 1 or 2, or empty for the channel's} */
    public OptionalInt getQos() {
        return qos == null ? OptionalInt.empty() : OptionalInt.of(qos);
    }

    /** {@return whether the server is to keep the message for later subscribers, or empty for what the channel says} */
    public Optional<Boolean> getRetain() {
        return Optional.ofNullable(retain);
    }

    /**
     * {@return the message expiry interval in seconds, negative for a message that does not expire, or empty for the channel's}
     */
    public OptionalLong getMessageExpiryInterval() {
        return messageExpiryInterval == null ? OptionalLong.empty() : OptionalLong.of(messageExpiryInterval);
    }

    /** {@return the content type of this message, or empty for the channel's, or the payload's own} */
    public Optional<String> getContentType() {
        return Optional.ofNullable(contentType);
    }

    /** {@return the topic on which an answer to this message is expected, or empty for the channel's} */
    public Optional<String> getResponseTopic() {
        return Optional.ofNullable(responseTopic);
    }

    /** {@return a copy of the data that an answer to this message must carry, or empty for none} */
    public Optional<byte[]> getCorrelationData() {
        return Optional.ofNullable(correlationData).map(byte[]::clone);
    }

    /** {@return whether the payload is declared to be UTF-8 text, or empty to declare nothing} */
    public Optional<Boolean> getPayloadUtf8() {
        return Optional.ofNullable(payloadUtf8);
    }

    /** {@return the user properties in the order in which they are sent, unmodifiable; a name may appear more than once} */
    public List<Map.Entry<String, String>> getUserProperties() {
        return userProperties;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof OutgoingMqtt5Metadata that && fields().equals(that.fields())
                && Arrays.equals(correlationData, that.correlationData);
    }

    @Override
    public int hashCode() {
        return 31 * fields().hashCode() + Arrays.hashCode(correlationData);
    }

    private List<Object> fields() {
        return List.of(getTopic(), getQos(), getRetain(), getMessageExpiryInterval(), getContentType(), getResponseTopic(),
                getPayloadUtf8(), userProperties);
    }

    @Override
    public String toString() {
        return new MetadataText("OutgoingMqtt5Metadata").with("topic", topic).with("qos", qos).with("retain", retain)
                .with("messageExpiryInterval", messageExpiryInterval).with("contentType", contentType)
                .with("responseTopic", responseTopic).withLength("correlationData", correlationData)
                .with("payloadUtf8", payloadUtf8).withNames("userProperties", userProperties).toString();
    }

    /** Builds metadata for one message. Not safe for use by several threads. */
    public static final class Builder {

        private @Nullable String topic;
        private @Nullable Integer qos;
        private @Nullable Boolean retain;
        private @Nullable Long messageExpiryInterval;
        private @Nullable String contentType;
        private @Nullable String responseTopic;
        private byte @Nullable [] correlationData;
        private @Nullable Boolean payloadUtf8;
        private final List<Map.Entry<String, String>> userProperties = new ArrayList<>();

        private Builder() {
        }

        private Builder(OutgoingMqtt5Metadata from) {
            topic = from.topic;
            qos = from.qos;
            retain = from.retain;
            messageExpiryInterval = from.messageExpiryInterval;
            contentType = from.contentType;
            responseTopic = from.responseTopic;
            correlationData = from.correlationData;
            payloadUtf8 = from.payloadUtf8;
            userProperties.addAll(from.userProperties);
        }

        private Builder(IncomingMqtt5Metadata from) {
            messageExpiryInterval = from.getMessageExpiryInterval().stream().boxed().findFirst().orElse(null);
            contentType = from.getContentType().orElse(null);
            responseTopic = from.getResponseTopic().orElse(null);
            correlationData = from.getCorrelationData().orElse(null);
            // The indicator for bytes is the same as none.
            payloadUtf8 = from.isPayloadUtf8() ? true : null;
            userProperties.addAll(from.getUserProperties());
        }

        /**
         * Publishes to another topic than the channel's (MQTT 5, 3.3.2.1).
         *
         * @param topic a topic name without wildcards; {@code null} or empty for the channel's
         * @return this builder
         */
        public Builder withTopic(@Nullable String topic) {
            this.topic = topic;
            return this;
        }

        /**
         * Publishes with another quality of service than the channel's (MQTT 5, 3.3.1.2).
         *
         * @param qos 0, 1 or 2; anything else nacks the message
         * @return this builder
         */
        public Builder withQos(int qos) {
            this.qos = qos;
            return this;
        }

        /**
         * Sets the RETAIN flag of this message (MQTT 5, 3.3.1.3), {@code false} included.
         *
         * @param retain whether the server is to keep the message for later subscribers
         * @return this builder
         */
        public Builder withRetain(boolean retain) {
            this.retain = retain;
            return this;
        }

        /**
         * Lets the server discard the message after a time (MQTT 5, 3.3.2.3.3).
         *
         * @param seconds 0 to 4294967295; a negative number sends no expiry, whatever the channel says
         * @return this builder
         */
        public Builder withMessageExpiryInterval(long seconds) {
            this.messageExpiryInterval = seconds;
            return this;
        }

        /**
         * Describes the payload (MQTT 5, 3.3.2.3.9).
         *
         * @param contentType a content type, usually a MIME type; {@code null} for the channel's, or the payload's own
         * @return this builder
         */
        public Builder withContentType(@Nullable String contentType) {
            this.contentType = contentType;
            return this;
        }

        /**
         * Makes the message a request (MQTT 5, 3.3.2.3.5).
         *
         * @param responseTopic a topic name without wildcards; {@code null} for the channel's
         * @return this builder
         */
        public Builder withResponseTopic(@Nullable String responseTopic) {
            this.responseTopic = responseTopic;
            return this;
        }

        /**
         * Sets the data by which answers are told apart (MQTT 5, 3.3.2.3.6).
         *
         * @param correlationData up to 65535 bytes, copied; {@code null} for none
         * @return this builder
         */
        public Builder withCorrelationData(byte @Nullable [] correlationData) {
            this.correlationData = correlationData == null ? null : correlationData.clone();
            return this;
        }

        /**
         * Declares the payload to be UTF-8 text, or not (MQTT 5, 3.3.2.3.2). Left unset, nothing is declared.
         *
         * @param payloadUtf8 whether the payload is UTF-8 text
         * @return this builder
         */
        public Builder withPayloadUtf8(boolean payloadUtf8) {
            this.payloadUtf8 = payloadUtf8;
            return this;
        }

        /**
         * Adds a user property (MQTT 5, 3.3.2.3.7). They are sent in the order in which they were added, and names
         * may repeat.
         *
         * @param name not {@code null}
         * @param value not {@code null}
         * @return this builder
         */
        public Builder withUserProperty(String name, String value) {
            userProperties.add(Map.entry(name, value));
            return this;
        }

        /**
         * Creates the metadata from what was set so far.
         *
         * @return the metadata; later changes to this builder do not affect it
         */
        public OutgoingMqtt5Metadata build() {
            return new OutgoingMqtt5Metadata(this);
        }
    }
}
