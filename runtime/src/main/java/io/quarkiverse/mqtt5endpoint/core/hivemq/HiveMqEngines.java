package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;
import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;
import io.quarkiverse.mqtt5endpoint.core.engine.WebSocketSource;
import io.quarkiverse.mqtt5endpoint.core.loop.NettyLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;

/** Makes engines that are clients of HiveMQ. */
public final class HiveMqEngines implements EngineSource {

    private final Supplier<String> name;
    private final NettyLoop loop;
    private final WebSocketOpening opening;
    private final ClientFactory clients;

    /**
     * @param name whose session it is, for the log
     * @param authentication enhanced authentication, {@code null} for none
     * @param webSocket whom to ask for the request that opens a WebSocket, {@code null} for nobody
     */
    public HiveMqEngines(Supplier<String> name, ClientSettings settings, NettyLoop loop, Customization customization,
            Authentication authentication, WebSocketSource webSocket) {
        this.name = name;
        this.loop = loop;
        this.opening = new WebSocketOpening(webSocket);
        this.clients = new ClientFactory(settings, loop, customization, authentication, opening);
    }

    @Override
    public void prepare() {
        clients.prepare();
    }

    @Override
    public boolean isCustomized() {
        return clients.isCustomized();
    }

    @Override
    public boolean isRenewed() {
        return opening.isRenewed();
    }

    @Override
    public CompletionStage<Void> renew() {
        return opening.renew();
    }

    @Override
    public MqttEngine create(MqttEngine.ConnectionListener connection, MqttEngine.MessageListener messages) {
        return new HiveMqEngine(name.get(), loop, clients, connection, messages);
    }

    @Override
    public PublishPacket packet(OutgoingPublish message) {
        return HiveMqPacket.of(message);
    }
}
