package io.quarkiverse.mqtt5endpoint.core.consume;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/** Reports messages that come without some of their properties: one line for each topic, as far as that is worth it. */
final class RepairReports {

    private static final int REMEMBERED_TOPICS = 100;

    private final String channel;
    private final ChannelObserver observer;
    private final Set<String> topics = new HashSet<>();

    RepairReports(String channel, ChannelObserver observer) {
        this.channel = channel;
        this.observer = observer;
    }

    void repaired(String topic, List<String> properties) {
        observer.repaired();
        if (topics.size() < REMEMBERED_TOPICS && topics.add(topic)) {
            log.repaired(channel, topic, String.join(", ", properties));
        }
    }
}
