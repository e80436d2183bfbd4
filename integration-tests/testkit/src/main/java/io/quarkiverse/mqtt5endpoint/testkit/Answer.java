package io.quarkiverse.mqtt5endpoint.testkit;

/** What a {@link ScriptedServer} does about one packet; runs on the server's event loop. */
@FunctionalInterface
public interface Answer {

    /** Answers the packet, or doesn't. */
    void answer(ClientConnection connection, ReceivedPacket packet);

    /** Never answers. */
    static Answer silence() {
        return (connection, packet) -> {
        };
    }

    /** Closes the connection. */
    static Answer close() {
        return (connection, packet) -> connection.close();
    }

    /** Sends a DISCONNECT and closes the connection. */
    static Answer disconnect(int reasonCode) {
        return (connection, packet) -> connection.disconnect(reasonCode, null);
    }

    /** Does this and then that. */
    default Answer then(Answer next) {
        return (connection, packet) -> {
            answer(connection, packet);
            next.answer(connection, packet);
        };
    }
}
