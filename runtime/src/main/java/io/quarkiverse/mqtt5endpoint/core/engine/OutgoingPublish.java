package io.quarkiverse.mqtt5endpoint.core.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A message as it is to be sent (MQTT 5, 3.3).
 *
 * @param messageExpiryInterval seconds; negative for none
 * @param contentType {@code null} for none, like the properties after it
 */
public record OutgoingPublish(String topic, int qos, boolean retain, ByteBuffer payload, long messageExpiryInterval,
        String contentType, String responseTopic, byte[] correlationData, Boolean payloadUtf8,
        List<Map.Entry<String, String>> userProperties) {
}
