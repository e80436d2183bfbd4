package io.quarkiverse.mqtt5endpoint.testkit;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;

/** Sends to the client whose CONNECT came last, which in most tests is the only one. */
public interface LastClient {

    /** The open connection whose CONNECT came last. */
    ClientConnection connection();

    /** Sends a PUBLISH to the last client with the next packet identifier, which it returns. */
    default int publish(String topic, String payload, int qos) {
        return connection().publish(topic, payload, qos);
    }

    /** Sends a PUBLISH to the last client; {@code properties} may be {@code null}. */
    default void publish(String topic, byte[] payload, int qos, boolean retain, MqttProperties properties, int packetId,
            boolean dup) {
        connection().publish(topic, payload, qos, retain, properties, packetId, dup);
    }

    /** Sends packets to the last client in one write. */
    default void send(MqttMessage... packets) {
        connection().send(packets);
    }

    /** Sends bytes to the last client as they are. */
    default void sendRaw(byte[] bytes) {
        connection().sendRaw(bytes);
    }

    /** Sends a DISCONNECT to the last client and closes its connection; {@code properties} may be {@code null}. */
    default void disconnect(int reasonCode, MqttProperties properties) {
        connection().disconnect(reasonCode, properties);
    }

    /** Closes the connection of the last client without a DISCONNECT. */
    default void cut() {
        connection().close();
    }
}
