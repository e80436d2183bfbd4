package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.List;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine.MessageListener;
import io.quarkiverse.mqtt5endpoint.core.wire.IncomingPublishes;

/** Hands messages of the server over, as long as the engine is in use. On the loop only. */
final class ReceivedPublishes implements IncomingPublishes.Owner {

    private MessageListener listener;

    // valid for connection
    private Fault fault = Fault.NONE;

    // valid for the message that comes next
    private Announced announced = new Announced(false, List.of());
    private List<String> repaired = List.of();

    ReceivedPublishes(MessageListener listener) {
        this.listener = listener;
    }

    void received(Mqtt5Publish publish) {
        if (!repaired.isEmpty()) {
            listener.repaired(publish.getTopic().toString(), repaired);
            repaired = List.of();
        }
        listener.received(new HiveMqPublish(publish, announced));
    }

    /** What the message that is next in order is acknowledged with. */
    Acknowledgement nextAcknowledgement() {
        return listener.nextAcknowledgement();
    }

    /** From now on nothing is handed over, and the server sends it again to the engine that follows. */
    void retire() {
        listener = Retired.LISTENER;
    }

    /** What the server did wrong on the connection that ends now. */
    Fault takeFault() {
        Fault taken = fault;
        fault = Fault.NONE;
        return taken;
    }

    @Override
    public boolean hasRoom() {
        return listener.hasRoom();
    }

    @Override
    public void receiveMaximumExceeded() {
        listener.receiveMaximumExceeded();
    }

    @Override
    public void identifierReused() {
        fault = Fault.IDENTIFIER_REUSED;
    }

    @Override
    public void resent() {
        listener.resent();
    }

    @Override
    public void comes(boolean redelivery, List<Integer> subscriptionIdentifiers) {
        announced = new Announced(redelivery, subscriptionIdentifiers);
    }

    @Override
    public void repaired(List<String> properties) {
        repaired = properties;
    }
}
