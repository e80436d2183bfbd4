package io.quarkiverse.mqtt5endpoint.core.hivemq;

import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.netty.channel.ChannelHandler;
import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;

/** What a client reports, and what it asks for. On the loop. */
interface ClientListener {

    void onConnected(MqttClientConnectedContext context);

    void onDisconnected(MqttClientDisconnectedContext context);

    void pubRecReceived(Mqtt5Publish publish);

    /** Asked immediately before each PUBACK and PUBREC, in the order of arrival. */
    Acknowledgement nextAcknowledgement();

    /** What stands between the network and the client; another one for each connection. */
    ChannelHandler gate();

    /**
     * The server closes the WebSocket.
     *
     * @param why for people, in one line
     */
    void webSocketClosed(String why);
}
