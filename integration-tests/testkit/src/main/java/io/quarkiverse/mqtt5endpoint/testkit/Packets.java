package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckPayload;

/** Makes the packets that a server sends. A {@code null} for properties means none. */
public final class Packets {

    private Packets() {
    }

    /** CONNACK. */
    public static MqttConnAckMessage connAck(int reasonCode, boolean sessionPresent, MqttProperties properties) {
        return new MqttConnAckMessage(header(MqttMessageType.CONNACK, MqttQoS.AT_MOST_ONCE), new MqttConnAckVariableHeader(
                MqttConnectReturnCode.valueOf((byte) reasonCode), sessionPresent, orNone(properties)));
    }

    /** SUBACK, one code for each filter. */
    public static MqttSubAckMessage subAck(int packetId, int... reasonCodes) {
        return new MqttSubAckMessage(header(MqttMessageType.SUBACK, MqttQoS.AT_MOST_ONCE),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttSubAckPayload(reasonCodes));
    }

    /** UNSUBACK with success for each filter. */
    public static MqttUnsubAckMessage unsubAck(int packetId, int filters) {
        short[] codes = new short[filters];
        Arrays.fill(codes, (short) 0);
        return new MqttUnsubAckMessage(header(MqttMessageType.UNSUBACK, MqttQoS.AT_MOST_ONCE),
                new MqttMessageIdAndPropertiesVariableHeader(packetId, MqttProperties.NO_PROPERTIES),
                new MqttUnsubAckPayload(codes));
    }

    /** PUBACK, PUBREC, PUBREL or PUBCOMP. */
    public static MqttMessage ack(MqttMessageType type, int packetId, int reasonCode, MqttProperties properties) {
        MqttQoS qos = type == MqttMessageType.PUBREL ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE;
        return new MqttMessage(header(type, qos),
                new MqttPubReplyMessageVariableHeader(packetId, (byte) reasonCode, orNone(properties)));
    }

    /** PUBLISH without properties; the packet identifier is ignored at QoS 0. */
    public static MqttPublishMessage publish(String topic, String payload, int qos, int packetId) {
        return publish(topic, payload.getBytes(StandardCharsets.UTF_8), qos, false, null, packetId, false);
    }

    /** PUBLISH. */
    public static MqttPublishMessage publish(String topic, byte[] payload, int qos, boolean retain,
            MqttProperties properties, int packetId, boolean dup) {
        return new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, dup, MqttQoS.valueOf(qos), retain, 0),
                new MqttPublishVariableHeader(topic, packetId, orNone(properties)), Unpooled.wrappedBuffer(payload));
    }

    /** DISCONNECT. */
    public static MqttMessage disconnect(int reasonCode, MqttProperties properties) {
        return withReason(MqttMessageType.DISCONNECT, reasonCode, properties);
    }

    /** AUTH. */
    public static MqttMessage auth(int reasonCode, MqttProperties properties) {
        return withReason(MqttMessageType.AUTH, reasonCode, properties);
    }

    private static MqttMessage withReason(MqttMessageType type, int reasonCode, MqttProperties properties) {
        return new MqttMessage(header(type, MqttQoS.AT_MOST_ONCE),
                new MqttReasonCodeAndPropertiesVariableHeader((byte) reasonCode, orNone(properties)));
    }

    private static MqttFixedHeader header(MqttMessageType type, MqttQoS qos) {
        return new MqttFixedHeader(type, false, qos, false, 0);
    }

    private static MqttProperties orNone(MqttProperties properties) {
        return properties == null ? MqttProperties.NO_PROPERTIES : properties;
    }
}
