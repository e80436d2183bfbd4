package io.quarkiverse.mqtt5endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Overrides the channel's configuration for one outgoing message: {@code
 * Message.of(payload).addMetadata(OutgoingMqtt5Metadata.builder().withTopic("alerts/1").build())}.
 * <p>
 * The channel's configuration applies to everything that is left unset. A message with a value that MQTT forbids is
 * nacked; other messages are not affected. Immutable and safe to share between threads and messages.
 */
public final class OutgoingMqtt5Metadata {

    private final String topic;
    private final Integer qos;
    private final Boolean retain;
    private final Long messageExpiryInterval;
    private final String contentType;
    private final String responseTopic;
    private final byte[] correlationData;
    private final Boolean payloadUtf8;
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
     * Creates a builder with nothing set.
     *
     * @return a new builder, for use by one thread
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the topic of this message.
     *
     * @return the topic, or empty for the channel's; an empty string counts as unset
     */
    public Optional<String> getTopic() {
        return Optional.ofNullable(topic).filter(name -> !name.isEmpty());
    }

    /**
     * Returns the quality of service of this message.
     *
     * @return 0, 1 or 2, or empty for the channel's
     */
    public OptionalInt getQos() {
        return qos == null ? OptionalInt.empty() : OptionalInt.of(qos);
    }

    /**
     * Returns whether the server keeps the message for later subscribers.
     *
     * @return the flag, or empty for the channel's
     */
    public Optional<Boolean> getRetain() {
        return Optional.ofNullable(retain);
    }

    /**
     * Returns how long the server may keep the message for a subscriber that is not connected.
     *
     * @return seconds, a negative number for "does not expire", or empty for the channel's
     */
    public OptionalLong getMessageExpiryInterval() {
        return messageExpiryInterval == null ? OptionalLong.empty() : OptionalLong.of(messageExpiryInterval);
    }

    /**
     * Returns the content type of this message.
     *
     * @return the content type, or empty for the channel's, or the payload's own
     */
    public Optional<String> getContentType() {
        return Optional.ofNullable(contentType);
    }

    /**
     * Returns the topic to which a response should be published.
     *
     * @return the response topic, or empty for the channel's
     */
    public Optional<String> getResponseTopic() {
        return Optional.ofNullable(responseTopic);
    }

    /**
     * Returns the correlation data, which a response must contain.
     *
     * @return a copy of the correlation data, or empty for none
     */
    public Optional<byte[]> getCorrelationData() {
        return Optional.ofNullable(correlationData).map(byte[]::clone);
    }

    /**
     * Returns whether the payload is declared to be UTF-8 text.
     *
     * @return the payload format indicator, or empty to send none
     */
    public Optional<Boolean> getPayloadUtf8() {
        return Optional.ofNullable(payloadUtf8);
    }

    /**
     * Returns the user properties in the order in which they are sent. A name may appear more than once.
     *
     * @return name and value pairs, unmodifiable, never {@code null}
     */
    public List<Map.Entry<String, String>> getUserProperties() {
        return userProperties;
    }

    /** Builds the metadata. Not safe for use by several threads. */
    public static final class Builder {

        private String topic;
        private Integer qos;
        private Boolean retain;
        private Long messageExpiryInterval;
        private String contentType;
        private String responseTopic;
        private byte[] correlationData;
        private Boolean payloadUtf8;
        private final List<Map.Entry<String, String>> userProperties = new ArrayList<>();

        private Builder() {
        }

        /**
         * Sets the topic (MQTT 5, 3.3.2.1).
         *
         * @param topic a topic name without wildcards; {@code null} or empty for the channel's
         * @return this builder
         */
        public Builder withTopic(String topic) {
            this.topic = topic;
            return this;
        }

        /**
         * Sets the quality of service (MQTT 5, 3.3.1.2).
         *
         * @param qos 0, 1 or 2; anything else nacks the message
         * @return this builder
         */
        public Builder withQos(int qos) {
            this.qos = qos;
            return this;
        }

        /**
         * Sets the RETAIN flag (MQTT 5, 3.3.1.3); {@code false} overrides the channel's {@code retain=true}.
         *
         * @param retain whether the server keeps the message for later subscribers
         * @return this builder
         */
        public Builder withRetain(boolean retain) {
            this.retain = retain;
            return this;
        }

        /**
         * Sets the time after which the server may discard the message (MQTT 5, 3.3.2.3.3).
         *
         * @param seconds 0 to 4294967295; a negative number sends no expiry, even if the channel has one
         * @return this builder
         */
        public Builder withMessageExpiryInterval(long seconds) {
            this.messageExpiryInterval = seconds;
            return this;
        }

        /**
         * Sets the content type of the payload (MQTT 5, 3.3.2.3.9).
         *
         * @param contentType a content type, usually a MIME type; {@code null} for the channel's, or the payload's own
         * @return this builder
         */
        public Builder withContentType(String contentType) {
            this.contentType = contentType;
            return this;
        }

        /**
         * Sets the topic to which a response should be published, which makes the message a request (MQTT 5, 3.3.2.3.5).
         *
         * @param responseTopic a topic name without wildcards; {@code null} for the channel's
         * @return this builder
         */
        public Builder withResponseTopic(String responseTopic) {
            this.responseTopic = responseTopic;
            return this;
        }

        /**
         * Sets the data by which a response is matched to this request (MQTT 5, 3.3.2.3.6).
         *
         * @param correlationData up to 65535 bytes, copied; {@code null} for none
         * @return this builder
         */
        public Builder withCorrelationData(byte[] correlationData) {
            this.correlationData = correlationData == null ? null : correlationData.clone();
            return this;
        }

        /**
         * Sets the payload format indicator (MQTT 5, 3.3.2.3.2). If it is left unset, none is sent.
         *
         * @param payloadUtf8 whether the payload is UTF-8 text
         * @return this builder
         */
        public Builder withPayloadUtf8(boolean payloadUtf8) {
            this.payloadUtf8 = payloadUtf8;
            return this;
        }

        /**
         * Adds a user property (MQTT 5, 3.3.2.3.7). Properties are sent in the order in which they were added, and names
         * may repeat.
         *
         * @param name not {@code null}
         * @param value not {@code null}
         * @return this builder
         */
        public Builder withUserProperty(String name, String value) {
            userProperties.add(Map.entry(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
            return this;
        }

        /**
         * Creates the metadata.
         *
         * @return the metadata; later changes to this builder do not affect it
         */
        public OutgoingMqtt5Metadata build() {
            return new OutgoingMqtt5Metadata(this);
        }
    }
}
