package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Paho's callback, of which only messages matter here. */
interface PahoCallback extends MqttCallback {

    @Override
    default void disconnected(MqttDisconnectResponse response) {
        System.err.println("Paho was disconnected: " + response);
    }

    @Override
    default void mqttErrorOccurred(MqttException exception) {
        exception.printStackTrace();
    }

    @Override
    default void deliveryComplete(IMqttToken token) {
    }

    @Override
    default void connectComplete(boolean reconnect, String server) {
    }

    @Override
    default void authPacketArrived(int reasonCode, MqttProperties properties) {
    }
}
