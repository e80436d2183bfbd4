package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;

/** The engines of the session, one after the other. */
final class ModelEngines implements EngineSource {

    private record Packet(OutgoingPublish message) implements PublishPacket {
    }

    final List<ModelEngine> made = new ArrayList<>();

    private final ModelWorld world;

    ModelEngines(ModelWorld world) {
        this.world = world;
    }

    @Override
    public void prepare() {
        // Nothing to customize.
    }

    @Override
    public boolean isCustomized() {
        return false;
    }

    @Override
    public boolean isRenewed() {
        return false;
    }

    @Override
    public CompletionStage<Void> renew() {
        throw new IllegalStateException("nothing is renewed");
    }

    @Override
    public MqttEngine create(MqttEngine.ConnectionListener connection, MqttEngine.MessageListener messages) {
        check(made.isEmpty() || last().isRetired(), "there is one engine at a time");
        made.add(new ModelEngine(world, connection, messages));
        return last();
    }

    @Override
    public PublishPacket packet(OutgoingPublish message) {
        return new Packet(message);
    }

    /** {@code null} before the first. */
    ModelEngine last() {
        return made.isEmpty() ? null : made.get(made.size() - 1);
    }
}
