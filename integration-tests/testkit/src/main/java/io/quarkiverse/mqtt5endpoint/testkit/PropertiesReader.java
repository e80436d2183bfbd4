package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperties;

/** Reads the MQTT 5 properties of a packet as they were on the wire; a property that wasn't sent is empty. */
public record PropertiesReader(MqttProperties properties) {

    private static final long UNSIGNED = 0xFFFF_FFFFL;

    /** The value of a numeric property; four-byte values are unsigned. */
    public OptionalLong number(MqttPropertyType type) {
        MqttProperty<?> property = properties.getProperty(type.value());
        return property == null ? OptionalLong.empty() : OptionalLong.of((Integer) property.value() & UNSIGNED);
    }

    /** The value of a text property. */
    public Optional<String> text(MqttPropertyType type) {
        return Optional.ofNullable(properties.getProperty(type.value())).map(property -> (String) property.value());
    }

    /** The value of a binary property. */
    public Optional<byte[]> bytes(MqttPropertyType type) {
        return Optional.ofNullable(properties.getProperty(type.value())).map(property -> (byte[]) property.value());
    }

    /** All user properties, in the order of the wire. */
    public List<Map.Entry<String, String>> userProperties() {
        return properties.listAll().stream()
                .filter(UserProperties.class::isInstance)
                .flatMap(all -> ((UserProperties) all).value().stream())
                .map(pair -> Map.entry(pair.key, pair.value))
                .toList();
    }

    /** The first user property of this name. */
    public Optional<String> userProperty(String name) {
        return userProperties().stream().filter(entry -> entry.getKey().equals(name)).map(Map.Entry::getValue).findFirst();
    }

    /** The identifiers of the matching subscriptions, or of the one that a SUBSCRIBE makes. */
    public List<Integer> subscriptionIdentifiers() {
        return properties.getProperties(MqttPropertyType.SUBSCRIPTION_IDENTIFIER.value()).stream()
                .map(property -> (Integer) property.value())
                .toList();
    }
}
