package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** All engines that a session had. */
public final class FakeEngines implements EngineSource {

    private record Packet(OutgoingPublish message) implements PublishPacket {
    }

    public final List<FakeEngine> made = new ArrayList<>();
    public boolean customized;
    public int preparations;
    // null if nothing is renewed
    public Supplier<CompletionStage<Void>> renewal;
    public Runnable customizer = () -> {
    };

    @Override
    public void prepare() {
        preparations++;
        customizer.run();
    }

    @Override
    public boolean isCustomized() {
        return customized;
    }

    @Override
    public boolean isRenewed() {
        return renewal != null;
    }

    @Override
    public CompletionStage<Void> renew() {
        return renewal.get();
    }

    @Override
    public MqttEngine create(MqttEngine.ConnectionListener connection, MqttEngine.MessageListener messages) {
        made.add(new FakeEngine(connection, messages));
        return last();
    }

    @Override
    public PublishPacket packet(OutgoingPublish message) {
        return new Packet(message);
    }

    public FakeEngine last() {
        return made.get(made.size() - 1);
    }
}
