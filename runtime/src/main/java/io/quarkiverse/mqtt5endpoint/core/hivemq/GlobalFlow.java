package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.function.Consumer;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

/**
 * One flow for everything that the engine receives, there before CONNECT: messages of a resumed session can follow
 * its CONNACK in the same packet, and the engine acknowledges and drops what no flow takes. Never holds messages
 * back, the inbox does.
 */
final class GlobalFlow implements Subscriber<Mqtt5Publish> {

    private final String channel;
    private final Consumer<Mqtt5Publish> receiver;
    private Subscription subscription;

    private GlobalFlow(String channel, Consumer<Mqtt5Publish> receiver) {
        this.channel = channel;
        this.receiver = receiver;
    }

    /**
     * The engine ends a flow together with its session, without reporting it immediately: {@code last}, if any, is replaced
     * by a new one.
     */
    static GlobalFlow register(String channel, Mqtt5RxClient client, Consumer<Mqtt5Publish> receiver,
            GlobalFlow last) {
        if (last != null) {
            last.subscription.cancel();
        }
        GlobalFlow flow = new GlobalFlow(channel, receiver);
        client.publishes(MqttGlobalPublishFilter.ALL, true).subscribe(flow);
        return flow;
    }

    @Override
    public void onSubscribe(Subscription taken) {
        subscription = taken;
        taken.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Mqtt5Publish publish) {
        receiver.accept(publish);
    }

    @Override
    public void onError(Throwable ended) {
        log.debugf(ended, "Channel `%s`: the session ended", channel);
    }

    @Override
    public void onComplete() {
        log.debugf("Channel `%s`: the flow of messages ended", channel);
    }
}
