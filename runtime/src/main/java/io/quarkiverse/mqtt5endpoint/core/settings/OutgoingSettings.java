package io.quarkiverse.mqtt5endpoint.core.settings;

import java.time.Duration;

/**
 * One outgoing channel.
 *
 * @param messageExpiryInterval seconds; negative for none
 * @param responseTopic {@code null} for none
 * @param contentType {@code null} for the payload's own
 * @param publishTimeout how long an acknowledgement may take; zero for any time
 */
public record OutgoingSettings(String channel, ClientSettings client, String topic, int qos, boolean retain,
        long messageExpiryInterval,
        String responseTopic, String contentType, int maxInflight, Duration publishTimeout, boolean healthEnabled) {

    public OutgoingSettings {
        Topics.checkName(Attribute.TOPIC, topic);
        Attribute.QOS.check(qos);
        Attribute.MESSAGE_EXPIRY_INTERVAL.check(messageExpiryInterval);
        if (responseTopic != null) {
            Topics.checkName(Attribute.RESPONSE_TOPIC, responseTopic);
        }
        if (contentType != null) {
            Topics.checkUtf8(Attribute.CONTENT_TYPE, contentType);
        }
        Attribute.MAX_INFLIGHT_MESSAGES.check(maxInflight);
        Attribute.PUBLISH_TIMEOUT_SECONDS.check(publishTimeout.toSeconds());
    }
}
