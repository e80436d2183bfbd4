package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;

/** What a server received, in order; each list is a snapshot. */
public interface ReceivedPackets {

    /** Everything, of all connections. */
    List<ReceivedPacket> received();

    /** The packets of one type. */
    List<ReceivedPacket> received(MqttMessageType type);

    /** Waits until n packets of the type have been received and answered, and returns all of the type. */
    List<ReceivedPacket> awaitReceived(MqttMessageType type, int n, Duration timeout);

    /** As {@link #awaitReceived(MqttMessageType, int, Duration)}, for ten seconds at most. */
    default List<ReceivedPacket> awaitReceived(MqttMessageType type, int n) {
        return awaitReceived(type, n, PacketLog.PATIENCE);
    }

    /** How many CONNECTs came. */
    default int connects() {
        return received(MqttMessageType.CONNECT).size();
    }

    /** The CONNECTs in Netty's form: will, credentials, keep-alive, properties. */
    default List<MqttConnectMessage> connectPackets() {
        return received(MqttMessageType.CONNECT).stream().map(packet -> (MqttConnectMessage) packet.message()).toList();
    }

    /** The SUBSCRIBEs in Netty's form. */
    default List<MqttSubscribeMessage> subscribes() {
        return received(MqttMessageType.SUBSCRIBE).stream().map(packet -> (MqttSubscribeMessage) packet.message()).toList();
    }

    /** The PUBLISHes. */
    default List<ReceivedPublish> publishes() {
        return received(MqttMessageType.PUBLISH).stream().map(ReceivedPacket::asPublish).toList();
    }

    /** The client's first answers to messages, PUBACK and PUBREC, with their reason codes. */
    default List<ReceivedPacket> acks() {
        Set<MqttMessageType> types = Set.of(MqttMessageType.PUBACK, MqttMessageType.PUBREC);
        return received().stream().filter(packet -> types.contains(packet.type())).toList();
    }

    /** The DISCONNECTs with their reason code and properties. */
    default List<ReceivedPacket> disconnects() {
        return received(MqttMessageType.DISCONNECT);
    }
}
