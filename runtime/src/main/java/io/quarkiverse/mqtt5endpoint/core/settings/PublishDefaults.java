package io.quarkiverse.mqtt5endpoint.core.settings;

/**
 * How messages are published that do not say otherwise.
 *
 * @param topic {@code null} for messages that must have one of their own
 * @param messageExpiryInterval seconds; negative for none
 * @param responseTopic {@code null} for none
 * @param contentType {@code null} for the payload's own
 */
public record PublishDefaults(String topic, int qos, boolean retain, long messageExpiryInterval, String responseTopic,
        String contentType) {

    public PublishDefaults {
        if (topic != null) {
            Topics.checkName(Attribute.TOPIC, topic);
        }
        Attribute.QOS.check(qos);
        Attribute.MESSAGE_EXPIRY_INTERVAL.check(messageExpiryInterval);
        if (responseTopic != null) {
            Topics.checkName(Attribute.RESPONSE_TOPIC, responseTopic);
        }
        if (contentType != null) {
            Topics.checkUtf8(Attribute.CONTENT_TYPE, contentType);
        }
    }

    /** For messages that no channel says anything about. */
    public static PublishDefaults ofQos(int qos) {
        return new PublishDefaults(null, qos, false, -1, null, null);
    }
}
