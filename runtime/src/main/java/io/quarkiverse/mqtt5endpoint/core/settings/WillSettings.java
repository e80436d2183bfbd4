package io.quarkiverse.mqtt5endpoint.core.settings;

/**
 * What the server publishes when the connection is lost and not resumed (MQTT 5, 3.1.2.5).
 *
 * @param payload as text; may be empty
 * @param delayInterval seconds that the server waits for the client to come back (3.1.3.2.2)
 * @param messageExpiryInterval seconds; negative for none
 * @param contentType {@code null} for none
 * @param responseTopic {@code null} for none
 */
public record WillSettings(String topic, String payload, int qos, boolean retain, long delayInterval,
        long messageExpiryInterval, String contentType, String responseTopic) {

    public WillSettings {
        Topics.checkName(Attribute.WILL_TOPIC, topic);
        Topics.checkUtf8(Attribute.WILL_PAYLOAD, payload);
        Attribute.WILL_QOS.check(qos);
        Attribute.WILL_DELAY_INTERVAL.check(delayInterval);
        Attribute.WILL_MESSAGE_EXPIRY_INTERVAL.check(messageExpiryInterval);
        if (contentType != null) {
            Topics.checkUtf8(Attribute.WILL_CONTENT_TYPE, contentType);
        }
        if (responseTopic != null) {
            Topics.checkName(Attribute.WILL_RESPONSE_TOPIC, responseTopic);
        }
    }

    /** Never shows the payload. */
    @Override
    public String toString() {
        return "to " + topic + ", qos " + qos;
    }
}
