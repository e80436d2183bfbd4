package io.quarkiverse.mqtt5endpoint.core.publish;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;

/** Whether a server that allows so much accepts a message (MQTT 5, 3.2.2.3). */
final class PublishCheck {

    // Fixed header with four bytes of length, length of the topic, packet identifier, length of the properties, topic alias
    private static final int OVERHEAD = 5 + 2 + 2 + 4 + 3;

    private PublishCheck() {
    }

    /**
     * Refuses what the server would end the connection for, before it is sent. A packet that is too large must not
     * even reach the engine, which would use a topic alias for it that the server then never learns.
     *
     * @return {@code null} if nothing stands against the message
     */
    static PublishOutcome.Refused violation(OutgoingPublish message, ServerLimits limits) {
        if (message.qos() > limits.maximumQos()) {
            return refused(Mqtt5ReasonCode.QOS_NOT_SUPPORTED,
                    "the server takes at most QoS " + limits.maximumQos() + ", but it has QoS " + message.qos());
        }
        if (message.retain() && !limits.retain()) {
            return refused(Mqtt5ReasonCode.RETAIN_NOT_SUPPORTED, "the server keeps no retained messages");
        }
        if (limits.maximumPacketSize() < Integer.MAX_VALUE && sizeAtMost(message) > limits.maximumPacketSize()) {
            return refused(Mqtt5ReasonCode.PACKET_TOO_LARGE, "the server takes packets of at most " + limits.maximumPacketSize()
                    + " bytes, but it has about " + sizeAtMost(message));
        }
        return null;
    }

    /** The size of the PUBLISH, a few bytes too large rather than one too small. */
    static long sizeAtMost(OutgoingPublish message) {
        long size = OVERHEAD + message.payload().remaining() + bytes(message.topic());
        size += message.messageExpiryInterval() >= 0 ? 5 : 0;
        size += message.payloadUtf8() == null ? 0 : 2;
        size += property(message.contentType()) + property(message.responseTopic());
        size += message.correlationData() == null ? 0 : 3 + message.correlationData().length;
        for (Map.Entry<String, String> property : message.userProperties()) {
            size += 5 + bytes(property.getKey()) + bytes(property.getValue());
        }
        return size;
    }

    private static long property(String value) {
        return value == null ? 0 : 3 + bytes(value);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static PublishOutcome.Refused refused(Mqtt5ReasonCode reasonCode, String why) {
        return new PublishOutcome.Refused(reasonCode.getCode(), why, false);
    }
}
