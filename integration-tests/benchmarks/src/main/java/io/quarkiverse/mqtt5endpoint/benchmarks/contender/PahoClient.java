package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Kind;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Payload;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** Paho's MQTT 5 client, with manual acknowledgement. */
final class PahoClient implements Contender, PahoCallback {

    private final Work work;
    private final MqttAsyncClient client;
    private final Handled handled;
    private final Holder holder;
    private final InFlight inFlight = new InFlight();

    private PahoClient(Work work, MqttAsyncClient client, Handled handled) {
        this.work = work;
        this.client = client;
        this.handled = handled;
        this.holder = new Holder(work);
    }

    static PahoClient connected(Work work, int port, Handled handled) throws MqttException {
        PahoClient contender = new PahoClient(work,
                new MqttAsyncClient("tcp://localhost:" + port, "paho", new MemoryPersistence()), handled);
        contender.connect();
        return contender;
    }

    private void connect() throws MqttException {
        client.setManualAcks(true);
        client.setCallback(this);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setReceiveMaximum(work.window());
        client.connect(options).waitForCompletion();
        for (String topic : work.topics().toList()) {
            client.subscribe(topic, work.qos()).waitForCompletion();
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws Exception {
        handled.one();
        if (work.kind() == Kind.FORWARD) {
            client.publish("out", message.getPayload(), 1, false, null, (PahoListener) token -> acknowledge(message));
        } else if (work.kind() == Kind.UNSETTLED) {
            holder.hold(() -> acknowledge(message));
        } else if (work.qos() > 0) {
            acknowledge(message);
        }
    }

    private void acknowledge(MqttMessage message) {
        try {
            client.messageArrivedComplete(message.getId(), message.getQos());
        } catch (MqttException e) {
            throw new IllegalStateException("The acknowledgement was refused", e);
        }
    }

    @Override
    public void publish(long first, int messages, Runnable acknowledged) throws Exception {
        for (long number = first; number < first + messages; number++) {
            inFlight.enter();
            client.publish("out", Payload.of(number), 1, false, null, (PahoListener) (IMqttToken token) -> {
                inFlight.leave();
                acknowledged.run();
            });
        }
    }
}
