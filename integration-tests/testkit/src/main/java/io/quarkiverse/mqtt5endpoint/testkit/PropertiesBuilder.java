package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.charset.StandardCharsets;

import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.BinaryProperty;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttProperties.StringProperty;
import io.netty.handler.codec.mqtt.MqttProperties.UserProperty;

/** Writes the MQTT 5 properties of packets that a {@link ScriptedServer} sends; what isn't set isn't sent. */
public final class PropertiesBuilder {

    private final MqttProperties properties = new MqttProperties();

    private PropertiesBuilder() {
    }

    /** Starts with no property. */
    public static PropertiesBuilder properties() {
        return new PropertiesBuilder();
    }

    /** The properties in Netty's form. */
    public MqttProperties build() {
        return properties;
    }

    /** CONNACK, DISCONNECT: the session expiry interval in seconds. */
    public PropertiesBuilder sessionExpiry(long seconds) {
        return number(MqttPropertyType.SESSION_EXPIRY_INTERVAL, (int) seconds);
    }

    /** CONNACK: how many unacknowledged QoS 1 and 2 messages the server takes. */
    public PropertiesBuilder receiveMaximum(int value) {
        return number(MqttPropertyType.RECEIVE_MAXIMUM, value);
    }

    /** CONNACK: 0 or 1; the specification knows no 2 here. */
    public PropertiesBuilder maximumQos(int value) {
        return number(MqttPropertyType.MAXIMUM_QOS, value);
    }

    /** CONNACK: whether the server keeps retained messages. */
    public PropertiesBuilder retainAvailable(boolean value) {
        return flag(MqttPropertyType.RETAIN_AVAILABLE, value);
    }

    /** CONNACK: the largest packet that the server takes, in bytes. */
    public PropertiesBuilder maximumPacketSize(int bytes) {
        return number(MqttPropertyType.MAXIMUM_PACKET_SIZE, bytes);
    }

    /** CONNACK: the highest topic alias that the server takes. */
    public PropertiesBuilder topicAliasMaximum(int value) {
        return number(MqttPropertyType.TOPIC_ALIAS_MAXIMUM, value);
    }

    /** CONNACK: whether shared subscriptions work. */
    public PropertiesBuilder sharedSubscriptionAvailable(boolean value) {
        return flag(MqttPropertyType.SHARED_SUBSCRIPTION_AVAILABLE, value);
    }

    /** CONNACK: whether filters with wildcards work. */
    public PropertiesBuilder wildcardSubscriptionAvailable(boolean value) {
        return flag(MqttPropertyType.WILDCARD_SUBSCRIPTION_AVAILABLE, value);
    }

    /** CONNACK: whether subscription identifiers work. */
    public PropertiesBuilder subscriptionIdentifierAvailable(boolean value) {
        return flag(MqttPropertyType.SUBSCRIPTION_IDENTIFIER_AVAILABLE, value);
    }

    /** CONNACK: the keep-alive that the client has to use, in seconds. */
    public PropertiesBuilder serverKeepAlive(int seconds) {
        return number(MqttPropertyType.SERVER_KEEP_ALIVE, seconds);
    }

    /** CONNACK: the client id that the server chose. */
    public PropertiesBuilder assignedClientId(String clientId) {
        return text(MqttPropertyType.ASSIGNED_CLIENT_IDENTIFIER, clientId);
    }

    /** Any answer: why. */
    public PropertiesBuilder reasonString(String reason) {
        return text(MqttPropertyType.REASON_STRING, reason);
    }

    /** CONNACK, DISCONNECT: another server to use. */
    public PropertiesBuilder serverReference(String reference) {
        return text(MqttPropertyType.SERVER_REFERENCE, reference);
    }

    /** PUBLISH: how long the message is of use, in seconds. */
    public PropertiesBuilder messageExpiry(long seconds) {
        return number(MqttPropertyType.PUBLICATION_EXPIRY_INTERVAL, (int) seconds);
    }

    /** PUBLISH: 1 for UTF-8, 0 for bytes. */
    public PropertiesBuilder payloadFormat(int indicator) {
        return number(MqttPropertyType.PAYLOAD_FORMAT_INDICATOR, indicator);
    }

    /** PUBLISH: the content type. */
    public PropertiesBuilder contentType(String type) {
        return text(MqttPropertyType.CONTENT_TYPE, type);
    }

    /** PUBLISH: where an answer is expected. */
    public PropertiesBuilder responseTopic(String topic) {
        return text(MqttPropertyType.RESPONSE_TOPIC, topic);
    }

    /** PUBLISH: what the answer has to repeat. */
    public PropertiesBuilder correlationData(byte[] data) {
        return add(new BinaryProperty(MqttPropertyType.CORRELATION_DATA.value(), data));
    }

    /** PUBLISH: as {@link #correlationData(byte[])}, in UTF-8. */
    public PropertiesBuilder correlationData(String data) {
        return correlationData(data.getBytes(StandardCharsets.UTF_8));
    }

    /** PUBLISH: the topic alias. */
    public PropertiesBuilder topicAlias(int alias) {
        return number(MqttPropertyType.TOPIC_ALIAS, alias);
    }

    /** PUBLISH: the identifier of a subscription that the message matches. */
    public PropertiesBuilder subscriptionIdentifier(int identifier) {
        return number(MqttPropertyType.SUBSCRIPTION_IDENTIFIER, identifier);
    }

    /** Any packet: one more user property. */
    public PropertiesBuilder userProperty(String name, String value) {
        return add(new UserProperty(name, value));
    }

    /** A property with a number that has no method of its own here. */
    public PropertiesBuilder number(MqttPropertyType type, int value) {
        return add(new IntegerProperty(type.value(), value));
    }

    /** A property with a text that has no method of its own here. */
    public PropertiesBuilder text(MqttPropertyType type, String value) {
        return add(new StringProperty(type.value(), value));
    }

    /** A property with bytes that has no method of its own here. */
    public PropertiesBuilder bytes(MqttPropertyType type, byte[] value) {
        return add(new BinaryProperty(type.value(), value));
    }

    private PropertiesBuilder flag(MqttPropertyType type, boolean value) {
        return number(type, value ? 1 : 0);
    }

    private PropertiesBuilder add(MqttProperties.MqttProperty<?> property) {
        properties.add(property);
        return this;
    }
}
