package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.ArrayList;
import java.util.List;

/** All engines that a session had. */
public final class FakeEngines implements EngineSource {

    private record Packet(OutgoingPublish message) implements PublishPacket {
    }

    public final List<FakeEngine> made = new ArrayList<>();
    public boolean customized;
    public int preparations;
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
