package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** What a {@link TestClient} received, for any thread to read and wait for. */
final class Inbox implements MqttCallback {

    private final List<TestMessage> messages = new ArrayList<>();
    private String disconnected;

    @Override
    public synchronized void messageArrived(String topic, MqttMessage message) {
        messages.add(new TestMessage(topic, message));
        notifyAll();
    }

    @Override
    public synchronized void disconnected(MqttDisconnectResponse response) {
        disconnected = String.valueOf(response);
        notifyAll();
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // comes with a disconnect, or concerns a call that reports it itself
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // whoever published waits for the token
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // whoever connected waits for the token
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no enhanced authentication here
    }

    synchronized List<TestMessage> messages() {
        return List.copyOf(messages);
    }

    synchronized void clear() {
        messages.clear();
    }

    synchronized List<TestMessage> await(int n, Duration timeout) {
        awaitTrue(() -> messages.size() >= n, n + " messages", timeout);
        return messages();
    }

    synchronized TestMessage awaitFirst(Predicate<TestMessage> condition, Duration timeout) {
        awaitTrue(() -> first(condition).isPresent(), "a certain message", timeout);
        return first(condition).orElseThrow();
    }

    private Optional<TestMessage> first(Predicate<TestMessage> condition) {
        return messages.stream().filter(condition).findFirst();
    }

    private void awaitTrue(BooleanSupplier condition, String what, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("Expected " + what + " within " + timeout + ", but received " + messages.size()
                        + (disconnected == null ? "" : " and was disconnected: " + disconnected));
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for " + what, e);
            }
        }
    }
}
