package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * A message that a {@link MqttCompanion} publishes or has received. The setters are for messages to publish.
 * <p>
 * The DUP flag of what is received is not known here; record with a {@link FaultProxy} to see it.
 */
public final class TestMessage {

    private final String topic;
    private final MqttMessage message;

    TestMessage(String topic, MqttMessage message) {
        this.topic = topic;
        this.message = message;
    }

    /** Makes an empty message of QoS 1 for a topic. */
    public static TestMessage to(String topic) {
        MqttMessage message = new MqttMessage(new byte[0]);
        message.setQos(1);
        message.setProperties(new MqttProperties());
        return new TestMessage(topic, message);
    }

    /** Makes a message of QoS 1 with a text for a topic. */
    public static TestMessage of(String topic, String payload) {
        return to(topic).payload(payload);
    }

    /** Sets the payload. */
    public TestMessage payload(byte[] payload) {
        message.setPayload(payload);
        return this;
    }

    /** Sets the payload, in UTF-8. */
    public TestMessage payload(String text) {
        return payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets the QoS. Unset: 1. */
    public TestMessage qos(int qos) {
        message.setQos(qos);
        return this;
    }

    /** Sets the retain flag. */
    public TestMessage retain() {
        message.setRetained(true);
        return this;
    }

    /** Sets the message expiry interval. */
    public TestMessage expiry(long seconds) {
        message.getProperties().setMessageExpiryInterval(seconds);
        return this;
    }

    /** Sets the content type. */
    public TestMessage contentType(String type) {
        message.getProperties().setContentType(type);
        return this;
    }

    /** Sets the response topic. */
    public TestMessage responseTopic(String responseTopic) {
        message.getProperties().setResponseTopic(responseTopic);
        return this;
    }

    /** Sets the correlation data. */
    public TestMessage correlationData(byte[] data) {
        message.getProperties().setCorrelationData(data);
        return this;
    }

    /** Sets the payload format indicator to UTF-8. */
    public TestMessage utf8() {
        message.getProperties().setPayloadFormat(true);
        return this;
    }

    /** Adds a user property. */
    public TestMessage userProperty(String name, String value) {
        List<UserProperty> all = new ArrayList<>(message.getProperties().getUserProperties());
        all.add(new UserProperty(name, value));
        message.getProperties().setUserProperties(all);
        return this;
    }

    /** Returns the topic. */
    public String topic() {
        return topic;
    }

    /** Returns the payload. */
    public byte[] payload() {
        return message.getPayload();
    }

    /** Returns the payload as UTF-8. */
    public String text() {
        return new String(message.getPayload(), StandardCharsets.UTF_8);
    }

    /** Returns the QoS. */
    public int qos() {
        return message.getQos();
    }

    /** Returns whether the retain flag is set. */
    public boolean retained() {
        return message.isRetained();
    }

    /** Returns what remains of the message expiry interval, in seconds. */
    public Optional<Long> expiry() {
        return Optional.ofNullable(message.getProperties().getMessageExpiryInterval());
    }

    /** Returns the content type. */
    public Optional<String> contentType() {
        return Optional.ofNullable(message.getProperties().getContentType());
    }

    /** Returns the response topic. */
    public Optional<String> responseTopic() {
        return Optional.ofNullable(message.getProperties().getResponseTopic());
    }

    /** Returns the correlation data. */
    public Optional<byte[]> correlationData() {
        return Optional.ofNullable(message.getProperties().getCorrelationData());
    }

    /** Returns whether the payload format indicator says UTF-8. */
    public boolean isUtf8() {
        return message.getProperties().getPayloadFormat();
    }

    /** Returns the user properties in their order. */
    public List<Map.Entry<String, String>> userProperties() {
        return message.getProperties().getUserProperties().stream()
                .map(property -> Map.entry(property.getKey(), property.getValue()))
                .toList();
    }

    /** Returns the first user property of this name. */
    public Optional<String> userProperty(String name) {
        return userProperties().stream().filter(entry -> entry.getKey().equals(name)).map(Map.Entry::getValue).findFirst();
    }

    MqttMessage message() {
        return message;
    }

    @Override
    public String toString() {
        return "TestMessage[" + topic + ", qos " + qos() + ", " + payload().length + " bytes]";
    }
}
