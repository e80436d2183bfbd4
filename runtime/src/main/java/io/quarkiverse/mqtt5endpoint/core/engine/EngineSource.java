package io.quarkiverse.mqtt5endpoint.core.engine;

import java.util.concurrent.CompletionStage;

/** Makes the engines of one session. */
public interface EngineSource {

    /** Whatever has to be done once, before all else, and may take its time. Any thread. */
    void prepare();

    /** Whether {@link #prepare()} runs code of the application, for which nobody can vouch. Any thread. */
    boolean isCustomized();

    /** Whether {@link #renew()} has to be called before each attempt to connect. Any thread. */
    boolean isRenewed();

    /** Asks the application for what the next attempt needs. May block: never on an event loop. Any thread may complete. */
    CompletionStage<Void> renew();

    /** On the loop, after {@link #prepare()}. */
    MqttEngine create(MqttEngine.ConnectionListener connection, MqttEngine.MessageListener messages);

    /**
     * Any thread.
     *
     * @throws IllegalArgumentException if MQTT can't carry the message
     */
    PublishPacket packet(OutgoingPublish message);
}
