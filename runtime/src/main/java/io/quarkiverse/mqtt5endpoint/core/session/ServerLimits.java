package io.quarkiverse.mqtt5endpoint.core.session;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckRestrictions;

/** What the server allows on this connection, as its CONNACK says (MQTT 5, 3.2.2.3). */
record ServerLimits(int maximumQos, boolean retain, int maximumPacketSize, boolean sharedSubscriptions, boolean wildcards) {

    private static final int PACKET_TOO_LARGE = 0x95;
    private static final int RETAIN_NOT_SUPPORTED = 0x9A;
    private static final int QOS_NOT_SUPPORTED = 0x9B;

    // Fixed header with four bytes of length, length of the topic, packet identifier, length of the properties, topic alias
    private static final int OVERHEAD = 5 + 2 + 2 + 4 + 3;

    static ServerLimits of(Mqtt5ConnAck connAck) {
        Mqtt5ConnAckRestrictions restrictions = connAck.getRestrictions();
        return new ServerLimits(restrictions.getMaximumQos().getCode(), restrictions.isRetainAvailable(),
                restrictions.getMaximumPacketSize(), restrictions.isSharedSubscriptionAvailable(),
                restrictions.isWildcardSubscriptionAvailable());
    }

    /**
     * Refuses what the server would end the connection for, before it is sent. A packet that is too large must not
     * even reach the client, which would use a topic alias for it that the server then never hears of.
     *
     * @return {@code null} where nothing stands against the message
     */
    PublishOutcome.Refused violation(Publication publication) {
        if (publication.qos() > maximumQos) {
            return refused(QOS_NOT_SUPPORTED,
                    "the server takes at most QoS " + maximumQos + ", but it has QoS " + publication.qos());
        }
        if (publication.retain() && !retain) {
            return refused(RETAIN_NOT_SUPPORTED, "the server keeps no retained messages");
        }
        if (maximumPacketSize < Integer.MAX_VALUE && sizeAtMost(publication) > maximumPacketSize) {
            return refused(PACKET_TOO_LARGE,
                    "the server takes packets of at most " + maximumPacketSize + " bytes, but it has about "
                            + sizeAtMost(publication));
        }
        return null;
    }

    /** What of a channel's own attributes the server does not allow; {@code null} for nothing. */
    String exceededBy(int qos, boolean withRetain) {
        if (qos > maximumQos) {
            return "`qos` is " + qos + ", the server's maximum " + maximumQos;
        }
        return withRetain && !retain ? "`retain` is true, the server keeps no messages" : null;
    }

    /** The size of the PUBLISH, a few bytes too large rather than one too small. */
    static long sizeAtMost(Publication publication) {
        long size = OVERHEAD + publication.payload().remaining() + bytes(publication.topic());
        size += publication.messageExpiryInterval() >= 0 ? 5 : 0;
        size += publication.payloadUtf8() == null ? 0 : 2;
        size += property(publication.contentType()) + property(publication.responseTopic());
        size += publication.correlationData() == null ? 0 : 3 + publication.correlationData().length;
        for (Map.Entry<String, String> property : publication.userProperties()) {
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

    private static PublishOutcome.Refused refused(int reasonCode, String why) {
        return new PublishOutcome.Refused(reasonCode, why, false);
    }
}
