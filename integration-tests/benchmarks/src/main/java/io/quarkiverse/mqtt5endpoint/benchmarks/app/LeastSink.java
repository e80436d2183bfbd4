package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import java.util.concurrent.Flow;

import org.eclipse.microprofile.reactive.messaging.Message;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.InFlight;

/** Publishes each message and acknowledges it when the server has. */
final class LeastSink implements Flow.Subscriber<Message<?>> {

    private final Mqtt5AsyncClient client;
    private final String topic;
    private Flow.Subscription upstream;

    LeastSink(Mqtt5AsyncClient client, String topic) {
        this.client = client;
        this.topic = topic;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        client.connect().thenRun(() -> upstream.request(InFlight.MOST));
    }

    @Override
    public void onNext(Message<?> message) {
        client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload((byte[]) message.getPayload()).send()
                .thenCompose(published -> message.ack())
                .thenRun(() -> upstream.request(1));
    }

    @Override
    public void onError(Throwable failure) {
        throw new IllegalStateException("The stream failed", failure);
    }

    @Override
    public void onComplete() {
        client.disconnect();
    }
}
