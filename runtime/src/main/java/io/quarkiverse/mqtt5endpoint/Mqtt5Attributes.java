package io.quarkiverse.mqtt5endpoint;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sets the topics of an outgoing message under the gateway's attribute names: {@code
 * Message.of(payload).addMetadata(Mqtt5Attributes.of("gravitee.attribute.mqtt5.topic", "alerts/1"))}.
 * <p>
 * Overrides the channel's configuration and is overridden by {@link OutgoingMqtt5Metadata}. Received messages have none.
 * An empty or absent value counts as unset. A message whose topic MQTT forbids is nacked; other messages are not
 * affected. Immutable and safe to share between threads and messages.
 */
public final class Mqtt5Attributes {

    /** Names the attribute for the topic to publish to. */
    public static final String TOPIC = "gravitee.attribute.mqtt5.topic";

    /** Names the attribute for the response topic (MQTT 5, 3.3.2.3.5). */
    public static final String RESPONSE_TOPIC = "gravitee.attribute.mqtt5.responseTopic";

    private final Map<String, String> values;

    private Mqtt5Attributes(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Creates attributes with one value.
     *
     * @param name {@link #TOPIC} or {@link #RESPONSE_TOPIC}
     * @param value the topic; empty or {@code null} for unset
     * @return the attribute, to be added to a message
     * @throws IllegalArgumentException for any other name
     */
    public static Mqtt5Attributes of(String name, String value) {
        return new Mqtt5Attributes(Map.of()).and(name, value);
    }

    /**
     * Returns these attributes and one more, because a message can have only one object of this class.
     *
     * @param name {@link #TOPIC} or {@link #RESPONSE_TOPIC}; an existing value is replaced
     * @param value the topic; empty or {@code null} for unset
     * @return new attributes; this object does not change
     * @throws IllegalArgumentException for any other name
     */
    public Mqtt5Attributes and(String name, String value) {
        if (!TOPIC.equals(name) && !RESPONSE_TOPIC.equals(name)) {
            throw new IllegalArgumentException(
                    "An attribute must be named `" + TOPIC + "` or `" + RESPONSE_TOPIC + "`, but was `" + name + "`");
        }
        Map<String, String> all = new TreeMap<>(values);
        all.put(name, Objects.requireNonNullElse(value, ""));
        return new Mqtt5Attributes(all);
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
     * Returns the response topic.
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
    public String toString() {
        return "Mqtt5Attributes" + values;
    }
}
