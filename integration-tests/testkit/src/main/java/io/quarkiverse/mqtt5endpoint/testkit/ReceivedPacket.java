package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.List;
import java.util.Optional;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttConnAckVariableHeader;
import io.netty.handler.codec.mqtt.MqttConnectVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;

/**
 * One packet as it was on the wire, on the heap: nothing of it has to be released.
 *
 * @param connection the number of the TCP connection, from 1
 * @param nanoTime when it was seen, see {@link System#nanoTime()}
 * @param message the packet as Netty decoded it
 */
public record ReceivedPacket(int connection, long nanoTime, MqttMessage message) {

    static ReceivedPacket copyOf(int connection, MqttMessage message) {
        MqttMessage copy = message;
        if (message instanceof MqttPublishMessage publish) {
            copy = publish.replace(Unpooled.copiedBuffer(publish.payload()));
        }
        return new ReceivedPacket(connection, System.nanoTime(), copy);
    }

    /** The kind of the packet. */
    public MqttMessageType type() {
        return message.fixedHeader().messageType();
    }

    /** The packet identifier. */
    public int packetId() {
        Object header = message.variableHeader();
        if (header instanceof MqttMessageIdVariableHeader withId) {
            return withId.messageId();
        }
        if (header instanceof MqttPublishVariableHeader publish) {
            return publish.packetId();
        }
        throw new IllegalStateException(type() + " has no packet identifier");
    }

    /** The reason code of a packet that has one, 0 where it was left out. */
    public int reasonCode() {
        Object header = message.variableHeader();
        if (header instanceof MqttPubReplyMessageVariableHeader reply) {
            return reply.reasonCode() & 0xFF;
        }
        if (header instanceof MqttReasonCodeAndPropertiesVariableHeader reason) {
            return reason.reasonCode() & 0xFF;
        }
        if (header instanceof MqttConnAckVariableHeader connAck) {
            return connAck.connectReturnCode().byteValue() & 0xFF;
        }
        throw new IllegalStateException(type() + " has not one reason code");
    }

    /** The reason codes of a SUBACK, one for each filter. */
    public List<Integer> subscribeReasonCodes() {
        return ((MqttSubAckMessage) message).payload().reasonCodes();
    }

    /** The reason string, where there is one. */
    public Optional<String> reasonString() {
        return properties().text(MqttPropertyType.REASON_STRING);
    }

    /** The properties; empty for packets that have none. */
    public PropertiesReader properties() {
        return new PropertiesReader(rawProperties(message.variableHeader()));
    }

    /** The packet as a PUBLISH. */
    public ReceivedPublish asPublish() {
        return ReceivedPublish.of(this);
    }

    private static MqttProperties rawProperties(Object header) {
        if (header instanceof MqttConnectVariableHeader connect) {
            return connect.properties();
        }
        if (header instanceof MqttConnAckVariableHeader connAck) {
            return connAck.properties();
        }
        if (header instanceof MqttPublishVariableHeader publish) {
            return publish.properties();
        }
        if (header instanceof MqttPubReplyMessageVariableHeader reply) {
            return reply.properties();
        }
        if (header instanceof MqttMessageIdAndPropertiesVariableHeader subscribe) {
            return subscribe.properties();
        }
        if (header instanceof MqttReasonCodeAndPropertiesVariableHeader reason) {
            return reason.properties();
        }
        return MqttProperties.NO_PROPERTIES;
    }
}
