package io.quarkiverse.mqtt5endpoint.core.connect;

import java.util.OptionalLong;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

/**
 * The engine of a session: made for the first attempt to connect, and again after one that can't be used any more. On
 * the loop only.
 */
final class CurrentEngine {

    private final SessionSettings session;
    private final EngineSource source;
    private final MqttEngine.MessageListener messages;

    // null while there is none
    private MqttEngine engine;

    CurrentEngine(SessionSettings session, EngineSource source, MqttEngine.MessageListener messages) {
        this.session = session;
        this.source = source;
        this.messages = messages;
    }

    MqttEngine get() {
        return engine;
    }

    void connect(ConnectRequest request, MqttEngine.ConnectionListener listener) {
        if (engine == null) {
            engine = source.create(listener, messages);
        }
        engine.connect(request);
    }

    /** Closes the connection without DISCONNECT. */
    void drop(String why) {
        engine.drop(why);
    }

    /** The session goes on with another one: this one can't be told to forget what it knows. */
    void replace() {
        engine.retire(OptionalLong.empty());
        engine = null;
    }

    /** Ends what is under way although there is no connection. */
    void leave() {
        if (engine != null) {
            engine.retire(SessionEnd.expiry(session));
        }
    }

    void disconnect(Runnable done) {
        engine.disconnect(SessionEnd.expiry(session), done);
    }
}
