package io.quarkiverse.mqtt5endpoint.testkit;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** One connection of Paho's client, whose operations return when they are done. */
final class PahoConnection {

    private static final int FIRST_ERROR = 0x80;

    private final QuietCategories quiet = QuietCategories.off("org.eclipse.paho.mqttv5");
    private final MqttAsyncClient client;

    private PahoConnection(MqttAsyncClient client) {
        this.client = client;
    }

    /** Makes a client that is not connected yet. */
    static PahoConnection to(String uri, String clientId, boolean manualAcks) {
        try {
            MqttAsyncClient client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
            client.setManualAcks(manualAcks);
            return new PahoConnection(client);
        } catch (MqttException e) {
            throw Completion.failed("make a client for " + uri, e);
        }
    }

    /** Returns what the server answered. */
    IMqttToken open(MqttConnectionOptions options, Inbox inbox) {
        client.setCallback(inbox);
        try {
            IMqttToken connected = client.connect(options);
            connected.waitForCompletion(Patience.LONGEST.toMillis());
            return connected;
        } catch (MqttException e) {
            closeQuietly();
            throw Completion.failed("connect to " + client.getServerURI(), e);
        }
    }

    Publisher publisher(IMqttToken connected) {
        return Publisher.of(client, connected.getResponseProperties().getReceiveMaximum());
    }

    void subscribe(MqttSubscription subscription) {
        MqttSubscription[] all = { subscription };
        String what = "subscribe to '" + subscription.getTopic() + "'";
        int code = Completion.reasonCode(what, done -> client.subscribe(all, null, done, new MqttProperties()));
        if (code >= FIRST_ERROR) {
            throw new IllegalStateException("Cannot " + what + ", reason code " + code);
        }
    }

    void unsubscribe(String filter) {
        Completion.reasonCode("unsubscribe from '" + filter + "'", done -> client.unsubscribe(filter, null, done));
    }

    void acknowledge(TestMessage message) {
        try {
            client.messageArrivedComplete(message.message().getId(), message.qos());
        } catch (MqttException e) {
            throw Completion.failed("acknowledge " + message, e);
        }
    }

    boolean isConnected() {
        return client.isConnected();
    }

    void disconnect(int reasonCode) {
        try {
            client.disconnect(0, null, null, reasonCode, new MqttProperties())
                    .waitForCompletion(Patience.LONGEST.toMillis());
        } catch (MqttException e) {
            throw Completion.failed("disconnect", e);
        }
    }

    /** Closes the TCP connection without a DISCONNECT. */
    void abort() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            throw Completion.failed("abort", e);
        }
    }

    void closeQuietly() {
        try {
            client.close(true);
        } catch (MqttException e) {
            // gone already
        }
    }
}
