package io.quarkiverse.mqtt5endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Describes what a received PUBLISH carried in addition to its payload (MQTT 5, 3.3). Each message of an incoming
 * channel has one: {@code message.getMetadata(IncomingMqtt5Metadata.class)}, or a method parameter of this type. Tests
 * of an application make their own with {@link #builder()}.
 * <p>
 * Immutable and safe to read from any thread, even after the message was acknowledged. No getter returns {@code null}
 * or throws. Two objects are equal when all their getters return equal values, whether they were received or built.
 * The text of {@code toString} shows neither correlation data nor values of user properties.
 * <p>
 * The DUP flag, the packet identifier and subscription identifiers are not available. Applications should not implement
 * this interface, as it may grow.
 */
public interface IncomingMqtt5Metadata {

    /**
     * Starts with nothing set: channel and topic are empty, QoS is 0, the flags are {@code false}.
     *
     * @return a new builder, for use by one thread
     */
    static Builder builder() {
        return new Builder();
    }

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
     * Returns what was left of the message expiry interval (MQTT 5, 3.3.2.3.3) when the server sent the message.
     *
     * @return seconds, 0 to 4294967295; empty if the message does not expire
     */
    OptionalLong getMessageExpiryInterval();

    /**
     * Returns the content type (MQTT 5, 3.3.2.3.9), as the publisher wrote it.
     *
     * @return the content type, or empty
     */
    Optional<String> getContentType();

    /**
     * Returns the topic on which the publisher of a request expects the answer (MQTT 5, 3.3.2.3.5).
     *
     * @return the response topic, or empty
     */
    Optional<String> getResponseTopic();

    /**
     * Returns the data that an answer must carry so that its receiver knows which request it belongs to (MQTT 5,
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

    /** Builds metadata as if a message had been received. Not safe for use by several threads. */
    final class Builder {

        String channel = "";
        String topic = "";
        int qos;
        boolean retain;
        boolean payloadUtf8;
        @Nullable
        Long messageExpiryInterval;
        @Nullable
        String contentType;
        @Nullable
        String responseTopic;
        byte @Nullable [] correlationData;
        final List<Map.Entry<String, String>> userProperties = new ArrayList<>();

        private Builder() {
        }

        /**
         * Sets the channel that received the message.
         *
         * @param channel the channel's name, not {@code null}
         * @return this builder
         */
        public Builder withChannel(String channel) {
            this.channel = Objects.requireNonNull(channel, "channel");
            return this;
        }

        /**
         * Sets the topic name that the message was published to.
         *
         * @param topic the topic, not {@code null}
         * @return this builder
         */
        public Builder withTopic(String topic) {
            this.topic = Objects.requireNonNull(topic, "topic");
            return this;
        }

        /**
         * Sets the quality of service with which the message was delivered.
         *
         * @param qos 0, 1 or 2
         * @return this builder
         * @throws IllegalArgumentException for any other number
         */
        public Builder withQos(int qos) {
            if (qos < 0 || qos > 2) {
                throw new IllegalArgumentException("The QoS must be 0, 1 or 2, but was " + qos);
            }
            this.qos = qos;
            return this;
        }

        /**
         * Sets the RETAIN flag.
         *
         * @param retain whether the flag is set
         * @return this builder
         */
        public Builder withRetain(boolean retain) {
            this.retain = retain;
            return this;
        }

        /**
         * Sets the payload format indicator.
         *
         * @param payloadUtf8 whether the payload is declared to be UTF-8 text
         * @return this builder
         */
        public Builder withPayloadUtf8(boolean payloadUtf8) {
            this.payloadUtf8 = payloadUtf8;
            return this;
        }

        /**
         * Sets what is left of the message expiry interval.
         *
         * @param seconds 0 to 4294967295; a negative number for a message that does not expire
         * @return this builder
         * @throws IllegalArgumentException for a larger number
         */
        public Builder withMessageExpiryInterval(long seconds) {
            if (seconds > 0xFFFF_FFFFL) {
                throw new IllegalArgumentException("The expiry must be at most 4294967295 s, but was " + seconds);
            }
            this.messageExpiryInterval = seconds < 0 ? null : seconds;
            return this;
        }

        /**
         * Sets the content type.
         *
         * @param contentType the content type; {@code null} for none
         * @return this builder
         */
        public Builder withContentType(@Nullable String contentType) {
            this.contentType = contentType;
            return this;
        }

        /**
         * Sets the topic on which an answer is expected.
         *
         * @param responseTopic the topic; {@code null} for none
         * @return this builder
         */
        public Builder withResponseTopic(@Nullable String responseTopic) {
            this.responseTopic = responseTopic;
            return this;
        }

        /**
         * Sets the data that an answer must carry.
         *
         * @param correlationData the data, copied; {@code null} for none
         * @return this builder
         */
        public Builder withCorrelationData(byte @Nullable [] correlationData) {
            this.correlationData = correlationData == null ? null : correlationData.clone();
            return this;
        }

        /**
         * Adds a user property behind those that were added before. Names may repeat.
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
        public IncomingMqtt5Metadata build() {
            return new BuiltIncomingMetadata(this);
        }
    }
}
