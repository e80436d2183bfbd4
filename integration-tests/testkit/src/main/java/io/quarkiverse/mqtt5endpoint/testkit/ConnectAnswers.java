package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.List;
import java.util.stream.Stream;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;

/** Answers to a CONNECT; see {@link Answer} for silence and closing. */
public final class ConnectAnswers {

    private ConnectAnswers() {
    }

    /** Accepts without a session and without properties. */
    public static Accept accept() {
        return new Accept(false, MqttProperties.NO_PROPERTIES, List.of());
    }

    /** Accepts without a session. */
    public static Accept accept(PropertiesBuilder properties) {
        return new Accept(false, properties.build(), List.of());
    }

    /** Refuses with the reason code and closes. */
    public static Answer refuse(int reasonCode) {
        return refuse(reasonCode, PropertiesBuilder.properties());
    }

    /** Refuses with the reason code and properties, such as a reason string or a server reference, and closes. */
    public static Answer refuse(int reasonCode, PropertiesBuilder properties) {
        return (connection, packet) -> {
            connection.send(Packets.connAck(reasonCode, false, properties.build()));
            connection.close();
        };
    }

    /**
     * A CONNACK with success.
     *
     * @param sessionPresent whether the server claims to have kept the session
     * @param properties what the CONNACK says
     * @param held packets in the same write as the CONNACK: what the server kept for the session
     */
    public record Accept(boolean sessionPresent, MqttProperties properties, List<MqttMessage> held) implements Answer {

        /** The same with a session that the server kept. */
        public Accept withSession() {
            return new Accept(true, properties, held);
        }

        /** The same with more packets right behind the CONNACK. */
        public Accept thenSend(MqttMessage... packets) {
            return new Accept(sessionPresent, properties, Stream.concat(held.stream(), Stream.of(packets)).toList());
        }

        @Override
        public void answer(ClientConnection connection, ReceivedPacket packet) {
            // a copy of each: the encoder releases what it has written, and a permanent answer writes it again
            Stream<MqttMessage> copies = held.stream()
                    .map(message -> message instanceof MqttPublishMessage publish ? publish.copy() : message);
            connection.send(Stream.concat(Stream.of(Packets.connAck(0, sessionPresent, properties)), copies)
                    .toArray(MqttMessage[]::new));
        }
    }
}
