package io.quarkiverse.mqtt5endpoint;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a message is to be published, in the words of the gateway that this connector comes from: {@code
 * Message.of(payload).addMetadata(Mqtt5Attributes.of("gravitee.attribute.mqtt5.topic", "alerts/1"))}.
 * <p>
 * Weaker than {@link OutgoingMqtt5Metadata}, stronger than the channel's configuration. Only for messages that go
 * out: a message that comes in carries none. An empty or absent value counts as unset. A topic that MQTT forbids nacks
 * that message, and that message only. Immutable and safe to share between threads and messages.
 */
public final class Mqtt5Attributes {

    /** The name of the attribute for the topic to publish to. */
    public static final String TOPIC = "gravitee.attribute.mqtt5.topic";

    /** The name of the attribute for the topic where an answer is expected (MQTT 5, 3.3.2.3.5). */
    public static final String RESPONSE_TOPIC = "gravitee.attribute.mqtt5.responseTopic";

    private final Map<String, String> values;

    private Mqtt5Attributes(Map<String, String> values) {
        this.values = values;
    }

    /**
     * One attribute.
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
     * These attributes and one more, as a message carries one object of this class at most.
     *
     * @param name {@link #TOPIC} or {@link #RESPONSE_TOPIC}; a value that it has already is replaced
     * @param value the topic; empty or {@code null} for unset
     * @return new attributes, these stay as they are
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
     * The topic to publish to.
     *
     * @return the topic, or empty for the channel's
     */
    public Optional<String> getTopic() {
        return get(TOPIC);
    }

    /**
     * Where an answer is expected.
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
