package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;

/** Answers to a PUBLISH and what follows it; see {@link Answer} for silence and closing. */
public final class PublishAnswers {

    private static final int FIRST_ERROR = 0x80;

    private PublishAnswers() {
    }

    /** PUBACK or PUBREC with success, by the QoS of the message. */
    public static Answer acknowledge() {
        return code(0);
    }

    /** PUBACK or PUBREC with the reason code. */
    public static Answer code(int reasonCode) {
        return code(reasonCode, PropertiesBuilder.properties());
    }

    /** PUBACK or PUBREC with the reason code and a reason string. */
    public static Answer code(int reasonCode, String reasonString) {
        return code(reasonCode, PropertiesBuilder.properties().reasonString(reasonString));
    }

    /** PUBACK or PUBREC with the reason code and properties. */
    public static Answer code(int reasonCode, PropertiesBuilder properties) {
        MqttProperties built = properties.build();
        return (connection, packet) -> acknowledge(connection, packet, reasonCode, built);
    }

    /** As {@link #acknowledge()}, but this much later. */
    public static Answer acknowledgeAfter(Duration delay) {
        return (connection, packet) -> connection.schedule(delay, () -> acknowledge().answer(connection, packet));
    }

    static Answer release() {
        return (connection, packet) -> {
            if (packet.reasonCode() < FIRST_ERROR) {
                connection.send(Packets.ack(MqttMessageType.PUBREL, packet.packetId(), 0, null));
            }
        };
    }

    static Answer complete() {
        return (connection, packet) -> connection
                .acknowledge(Packets.ack(MqttMessageType.PUBCOMP, packet.packetId(), 0, null));
    }

    private static void acknowledge(ClientConnection connection, ReceivedPacket packet, int reasonCode,
            MqttProperties properties) {
        MqttQoS qos = packet.message().fixedHeader().qosLevel();
        if (qos != MqttQoS.AT_MOST_ONCE) {
            MqttMessageType type = qos == MqttQoS.AT_LEAST_ONCE ? MqttMessageType.PUBACK : MqttMessageType.PUBREC;
            connection.acknowledge(Packets.ack(type, packet.packetId(), reasonCode, properties));
        }
    }
}
