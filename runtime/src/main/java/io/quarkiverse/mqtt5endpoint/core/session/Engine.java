package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.function.Consumer;

import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;

/**
 * A client, with what it remembers of the session. Once it is retired nobody hears of it any more, and what it still
 * receives is neither handed over nor acknowledged: the server sends it again to the one that follows. Event loop only.
 */
final class Engine {

    private final String name;
    private final Inbox inbox;
    private Mqtt5RxClient client;
    private GlobalFlow flow;
    private boolean retired;

    /**
     * @param name whose connection it is, for sentences
     */
    Engine(String name, Inbox inbox) {
        this.name = name;
        this.inbox = inbox;
    }

    /** For the listeners of the client, which is made with them. */
    <T> Consumer<T> untilRetired(Consumer<T> listener) {
        return context -> {
            if (!retired) {
                listener.accept(context);
            }
        };
    }

    void use(Mqtt5RxClient made) {
        client = made;
        registerFlow();
    }

    Mqtt5AsyncClient client() {
        return client.toAsync();
    }

    void registerFlow() {
        flow = GlobalFlow.register(name, client, untilRetired(inbox::received), flow);
    }

    void retire() {
        retired = true;
    }

    boolean isRetired() {
        return retired;
    }
}
