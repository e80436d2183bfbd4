package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;

/** Answers to a SUBSCRIBE; see {@link Answer} for silence and closing. */
public final class SubscribeAnswers {

    private SubscribeAnswers() {
    }

    /** Grants to each filter the QoS that it asked for. */
    public static Answer grantRequested() {
        return (connection, packet) -> connection.send(Packets.subAck(packet.packetId(),
                ((MqttSubscribeMessage) packet.message()).payload().topicSubscriptions().stream()
                        .mapToInt(subscription -> subscription.qualityOfService().value())
                        .toArray()));
    }

    /** Answers with these codes, one for each filter: 0 to 2 grant, from 0x80 on they refuse. */
    public static Answer codes(int... reasonCodes) {
        return (connection, packet) -> connection.send(Packets.subAck(packet.packetId(), reasonCodes));
    }

    static Answer unsubscribed() {
        return (connection, packet) -> connection.send(Packets.unsubAck(packet.packetId(),
                ((MqttUnsubscribeMessage) packet.message()).payload().topics().size()));
    }
}
