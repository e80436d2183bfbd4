package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Publishes many messages with as many in flight as the server takes. */
final class BulkPublisher implements MqttActionListener {

    private static final int MAX_WINDOW = 500;
    private static final int FIRST_ERROR = 0x80;

    private final MqttAsyncClient client;
    private final int size;
    private final Semaphore window;
    private final AtomicReference<String> failure = new AtomicReference<>();

    BulkPublisher(MqttAsyncClient client, int serverReceiveMaximum) {
        this.client = client;
        this.size = Math.min(MAX_WINDOW, serverReceiveMaximum);
        this.window = new Semaphore(size);
    }

    void publish(String topic, IntFunction<byte[]> payloads, int count, int qos) {
        try {
            for (int i = 0; i < count; i++) {
                acquire(1);
                client.publish(topic, new MqttMessage(payloads.apply(i), qos, false, null), null, this);
            }
            acquire(size);
        } catch (MqttException e) {
            throw TestClient.failed("publish to '" + topic + "'", e);
        }
    }

    @Override
    public void onSuccess(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR) {
            failure.compareAndSet(null, "The server answered with reason code " + codes[0]);
        }
        window.release();
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
        failure.compareAndSet(null, String.valueOf(cause));
        window.release();
    }

    private void acquire(int permits) {
        try {
            if (!window.tryAcquire(permits, TestClient.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server acknowledged nothing for " + TestClient.PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing", e);
        }
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }
}
