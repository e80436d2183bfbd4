package io.quarkiverse.mqtt5endpoint;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The name that {@link GatewayAttributes} had first, kept because the name is part of the connector's contract. It adds
 * nothing: a message may carry either, and both are equal when their values are. New code uses
 * {@link GatewayAttributes}.
 */
public final class Mqtt5Attributes extends GatewayAttributes {

    private Mqtt5Attributes(Map<String, String> values) {
        super(values);
    }

    /**
     * Creates one attribute.
     *
     * @param name {@link #TOPIC} or {@link #RESPONSE_TOPIC}
     * @param value the topic; empty or {@code null} for unset
     * @return the attribute, to be added to a message
     * @throws IllegalArgumentException for any other name
     */
    public static Mqtt5Attributes of(String name, @Nullable String value) {
        return new Mqtt5Attributes(added(Map.of(), name, value));
    }

    @Override
    public Mqtt5Attributes and(String name, @Nullable String value) {
        return new Mqtt5Attributes(added(values, name, value));
    }
}
