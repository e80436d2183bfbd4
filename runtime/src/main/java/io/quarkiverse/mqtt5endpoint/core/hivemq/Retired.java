package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine.MessageListener;
import io.quarkiverse.mqtt5endpoint.core.engine.ReceivedPublish;

/** Takes the messages of an engine that is not used any more: they are dropped, and the server is told nothing. */
enum Retired implements MessageListener {

    LISTENER;

    @Override
    public void received(ReceivedPublish publish) {
        // The engine that follows gets it.
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void receiveMaximumExceeded() {
        // Nothing waits.
    }

    @Override
    public void repaired(String topic, List<String> properties) {
        // Nobody gets the message.
    }

    @Override
    public void resent() {
        // Nobody got it the first time.
    }

    @Override
    public Acknowledgement nextAcknowledgement() {
        return Acknowledgement.SUCCESS;
    }
}
