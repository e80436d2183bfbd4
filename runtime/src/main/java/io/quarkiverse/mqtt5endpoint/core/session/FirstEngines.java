package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;

import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;

/** Of several channels on one connection, the alphabetically first one customizes the engine. */
final class FirstEngines implements EngineSource {

    private final SortedMap<String, EngineSource> byChannel = new ConcurrentSkipListMap<>();

    // null until it is prepared; whoever comes later does not change it any more
    private volatile EngineSource chosen;

    void add(String channel, EngineSource source) {
        byChannel.put(channel, source);
    }

    void remove(String channel) {
        byChannel.remove(channel);
    }

    @Override
    public void prepare() {
        EngineSource first = byChannel.get(byChannel.firstKey());
        first.prepare();
        chosen = first;
    }

    @Override
    public boolean isCustomized() {
        return byChannel.get(byChannel.firstKey()).isCustomized();
    }

    @Override
    public boolean isRenewed() {
        return chosen.isRenewed();
    }

    @Override
    public CompletionStage<Void> renew() {
        return chosen.renew();
    }

    @Override
    public MqttEngine create(MqttEngine.ConnectionListener connection, MqttEngine.MessageListener messages) {
        return chosen.create(connection, messages);
    }

    /** The same whoever makes it. */
    @Override
    public PublishPacket packet(OutgoingPublish message) {
        return byChannel.get(byChannel.firstKey()).packet(message);
    }
}
