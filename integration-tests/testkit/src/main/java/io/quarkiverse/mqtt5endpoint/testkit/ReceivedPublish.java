package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttPublishMessage;

/**
 * A PUBLISH as it was on the wire.
 *
 * @param connection the number of the TCP connection, from 1
 * @param nanoTime when it was seen
 * @param topic the topic, empty when only a topic alias was sent
 * @param packetId the packet identifier, -1 at QoS 0
 */
public record ReceivedPublish(int connection, long nanoTime, String topic, byte[] payload, int qos, boolean retain,
        boolean dup, int packetId, PropertiesReader properties) {

    static ReceivedPublish of(ReceivedPacket packet) {
        MqttPublishMessage publish = (MqttPublishMessage) packet.message();
        var header = publish.fixedHeader();
        return new ReceivedPublish(packet.connection(), packet.nanoTime(), publish.variableHeader().topicName(),
                ByteBufUtil.getBytes(publish.payload()), header.qosLevel().value(), header.isRetain(), header.isDup(),
                publish.variableHeader().packetId(), packet.properties());
    }

    /** The payload as UTF-8. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
