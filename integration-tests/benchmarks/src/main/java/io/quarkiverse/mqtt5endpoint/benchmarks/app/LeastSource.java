package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.AbstractMulti;
import io.smallrye.mutiny.operators.multi.MultiOperatorProcessor;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.impl.ContextInternal;
import mutiny.zero.flow.adapters.AdaptersToFlow;

/** The messages of one subscription, on a Vert.x context. */
final class LeastSource extends AbstractMulti<LeastMessage> {

    private final Mqtt5RxClient client;
    private final ContextInternal context;
    private final String topic;
    private final int qos;
    private final int receiveMaximum;

    LeastSource(Mqtt5RxClient client, ContextInternal context, String topic, int qos, int receiveMaximum) {
        this.client = client;
        this.context = context;
        this.topic = topic;
        this.qos = qos;
        this.receiveMaximum = receiveMaximum;
    }

    @Override
    public void subscribe(MultiSubscriber<? super LeastMessage> subscriber) {
        Multi.createFrom().publisher(AdaptersToFlow.publisher(client.publishes(MqttGlobalPublishFilter.ALL, true)))
                .subscribe().withSubscriber(new Hop(subscriber, context));
        client.toAsync().connectWith().restrictions().receiveMaximum(receiveMaximum).applyRestrictions().send()
                .thenCompose(
                        connected -> client.toAsync().subscribeWith().topicFilter(topic).qos(MqttQos.fromCode(qos)).send());
    }

    private static final class Hop extends MultiOperatorProcessor<Mqtt5Publish, LeastMessage> {

        private final ContextInternal context;

        Hop(MultiSubscriber<? super LeastMessage> downstream, ContextInternal context) {
            super(downstream);
            this.context = context;
        }

        @Override
        public void onItem(Mqtt5Publish publish) {
            context.emit(publish, received -> downstream.onItem(new LeastMessage(received)));
        }
    }
}
