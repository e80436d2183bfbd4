package io.quarkiverse.mqtt5endpoint;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.OneLine;

/**
 * Says where a message is to be published, in the words of the gateway that this connector comes from: {@code
 * Message.of(payload).addMetadata(GatewayAttributes.of("gravitee.attribute.mqtt5.topic", "alerts/1"))}.
 * <p>
 * Weaker than {@link OutgoingMqtt5Metadata}, stronger than the channel's configuration. Only for messages that go
 * out: a message that comes in carries none. An empty or absent value counts as unset. A topic that MQTT forbids nacks
 * that message, and that message only.
 * <p>
 * Immutable and safe to share between threads and messages. Two objects are equal when they name the same attributes
 * with the same values. A message should carry one object of this class; of several, the first decides.
 */
public sealed class GatewayAttributes permits Mqtt5Attributes {

    /** The name of the attribute for the topic to publish to (MQTT 5, 3.3.2.1). */
    public static final String TOPIC = "gravitee.attribute.mqtt5.topic";

    /** The name of the attribute for the topic where an answer is expected (MQTT 5, 3.3.2.3.5). */
    public static final String RESPONSE_TOPIC = "gravitee.attribute.mqtt5.responseTopic";

    final Map<String, String> values;

    GatewayAttributes(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Creates one attribute.
     *
     * @param name {@link #TOPIC} or {@link #RESPONSE_TOPIC}
     * @param value the topic; empty or {@code null} for unset
     * @return the attribute, to be added to a message
     * @throws IllegalArgumentException for any other name
     */
    public static GatewayAttributes of(String name, @Nullable String value) {
        return new GatewayAttributes(added(Map.of(), name, value));
    }

    /**
     * Adds an attribute to these, as a message carries one object of this class at most.
     *
     * @param name {@link #TOPIC} or {@link #RESPONSE_TOPIC}; a value that is already set is replaced
     * @param value the topic; empty or {@code null} for unset
     * @return new attributes, these stay as they are
     * @throws IllegalArgumentException for any other name
     */
    public GatewayAttributes and(String name, @Nullable String value) {
        return new GatewayAttributes(added(values, name, value));
    }

    static Map<String, String> added(Map<String, String> values, String name, @Nullable String value) {
        if (!TOPIC.equals(name) && !RESPONSE_TOPIC.equals(name)) {
            throw new IllegalArgumentException(
                    "An attribute must be named `" + TOPIC + "` or `" + RESPONSE_TOPIC + "`, but was `" + name + "`");
        }
        Map<String, String> all = new TreeMap<>(values);
        all.put(name, Objects.requireNonNullElse(value, ""));
        return all;
    }

    /**
     * Returns the topic to publish to.
     *
     * @return the topic, or empty for the channel's
     */
    public Optional<String> getTopic() {
        return get(TOPIC);
    }

    /**
     * Returns the topic where an answer is expected.
     *
     * @return the response topic, or empty for the channel's
     */
    public Optional<String> getResponseTopic() {
        return get(RESPONSE_TOPIC);
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GatewayAttributes attributes && values.equals(attributes.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "GatewayAttributes" + OneLine.of(values);
    }
}
