package io.quarkiverse.mqtt5endpoint.runtime.client;

import java.util.List;
import java.util.function.Predicate;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;

import io.quarkiverse.mqtt5endpoint.runtime.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.runtime.settings.OverflowStrategy;
import io.quarkiverse.mqtt5endpoint.runtime.settings.Topics;

/** What a channel wants of an inbox, and how. */
record Intake(Predicate<MqttTopic> wanted, boolean autoAck, int bufferSize, OverflowStrategy overflow) {

    /** Before there is a channel: a session resumed for publishing may still bring messages. */
    static final Intake NOBODY = new Intake(topic -> false, true, 1, OverflowStrategy.DROP_LATEST);

    static Intake of(IncomingSettings channel) {
        List<MqttTopicFilter> filters = channel.subscription().filters().stream().map(Topics::withoutShare)
                .map(MqttTopicFilter::of)
                .toList();
        return new Intake(topic -> filters.stream().anyMatch(filter -> filter.matches(topic)), channel.autoAck(),
                channel.bufferSize(),
                channel.qos0Overflow());
    }
}
