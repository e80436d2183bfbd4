package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Hands what a {@link MqttCompanion} receives to everyone who waits for it. */
final class Inbox implements MqttCallback {

    private final ReceivedMessages all = ReceivedMessages.ofAllTopics();
    private final List<ReceivedMessages> views = new CopyOnWriteArrayList<>(List.of(all));

    ReceivedMessages all() {
        return all;
    }

    /** Returns what arrives from now on and matches the filter. */
    ReceivedMessages matching(String filter) {
        ReceivedMessages view = ReceivedMessages.matching(filter);
        views.add(view);
        return view;
    }

    void forget(ReceivedMessages view) {
        views.remove(view);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        TestMessage received = new TestMessage(topic, message);
        views.forEach(view -> view.arrived(received));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        views.forEach(view -> view.disconnected(String.valueOf(response)));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // comes with a disconnect, or concerns a call that reports it itself
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // the one that published waits for the token
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // the one that connected waits for the token
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no enhanced authentication here
    }
}
