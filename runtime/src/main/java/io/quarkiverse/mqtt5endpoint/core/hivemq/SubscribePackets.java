package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.List;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;

import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;

/** SUBSCRIBE and UNSUBSCRIBE as the client sends them. */
final class SubscribePackets {

    private SubscribePackets() {
    }

    static Mqtt5Subscribe subscribe(SubscriptionSettings settings) {
        return Mqtt5Subscribe.builder().addSubscriptions(settings.filters().stream()
                .map(filter -> Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.fromCode(settings.qos()))
                        .noLocal(settings.noLocal()).retainAsPublished(settings.retainAsPublished())
                        .retainHandling(Mqtt5RetainHandling.valueOf(settings.retainHandling().name())).build()))
                .build();
    }

    static Mqtt5Unsubscribe unsubscribe(List<String> filters) {
        return Mqtt5Unsubscribe.builder().addTopicFilters(filters.stream().map(MqttTopicFilter::of).toList()).build();
    }
}
