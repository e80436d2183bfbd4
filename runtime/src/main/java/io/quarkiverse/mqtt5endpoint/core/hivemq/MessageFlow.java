package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

/**
 * Sees to it that there is a flow for messages at any time: the client ends it together with the session, also when its
 * own clock for the session runs out, although a server that noticed the lost connection late may resume the session
 * anyway. On the loop only.
 */
final class MessageFlow {

    // The client's clock for the session is a tenth slower than the server's.
    private static final double SLOWER = 1.1;

    private final String name;
    private final Loop loop;
    private final Consumer<Mqtt5Publish> receiver;

    // null before the first
    private GlobalFlow flow;
    private Loop.Timer forgetting = Loop.Timer.NONE;

    /**
     * @param name whose session it is, for the log
     */
    MessageFlow(String name, Loop loop, Consumer<Mqtt5Publish> receiver) {
        this.name = name;
        this.loop = loop;
        this.receiver = receiver;
    }

    void register(Mqtt5RxClient client) {
        flow = GlobalFlow.register(name, client, receiver, flow);
    }

    /** The connection is there: the client forgets nothing any more. */
    void connected() {
        forgetting.cancel();
    }

    /** The connection is gone, and the clock for the session runs. */
    void connectionLost(Mqtt5RxClient client, long sessionExpirySeconds) {
        if (sessionExpirySeconds > 0 && sessionExpirySeconds != SessionSettings.NEVER_EXPIRES) {
            forgetting = loop.schedule(Duration.ofMillis((long) (TimeUnit.SECONDS.toMillis(sessionExpirySeconds) * SLOWER)),
                    () -> register(client));
        }
    }

    void retire() {
        forgetting.cancel();
    }
}
