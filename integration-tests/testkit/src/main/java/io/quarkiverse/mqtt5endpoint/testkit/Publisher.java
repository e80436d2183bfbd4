package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Hands messages to Paho's client, which refuses more than the server accepts unacknowledged. */
final class Publisher {

    private static final int MAX_WINDOW = 500;

    private final MqttAsyncClient client;
    private final Semaphore window;

    private Publisher(MqttAsyncClient client, int window) {
        this.client = client;
        this.window = new Semaphore(window);
    }

    /** Makes the publisher of a connection; {@code serverReceiveMaximum} is {@code null} if the CONNACK had none. */
    static Publisher of(MqttAsyncClient client, Integer serverReceiveMaximum) {
        return new Publisher(client, serverReceiveMaximum == null ? MAX_WINDOW : Math.min(MAX_WINDOW, serverReceiveMaximum));
    }

    /** Returns when the last message was handed over. */
    PublishTask publish(Iterator<TestMessage> messages) {
        PublishTask task = new PublishTask();
        while (messages.hasNext()) {
            publish(messages.next(), task);
        }
        task.complete();
        return task;
    }

    private void publish(TestMessage message, PublishTask task) {
        acquire();
        try {
            client.publish(message.topic(), message.message(), null, task.sending(message.topic(), window::release));
        } catch (MqttException e) {
            window.release();
            throw Completion.failed("publish to '" + message.topic() + "'", e);
        }
    }

    private void acquire() {
        try {
            if (!window.tryAcquire(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server acknowledged nothing for " + Patience.LONGEST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing", e);
        }
    }
}
