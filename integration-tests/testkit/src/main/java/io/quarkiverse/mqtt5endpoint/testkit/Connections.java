package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The connections of a {@link ScriptedServer}, those of the past as times only. */
final class Connections {

    private final List<Long> accepted = new ArrayList<>();
    private final List<ClientConnection> open = new ArrayList<>();

    /** Counts a TCP connection and returns its number. */
    synchronized int accept() {
        accepted.add(System.nanoTime());
        return accepted.size();
    }

    synchronized List<Long> accepted() {
        return List.copyOf(accepted);
    }

    synchronized void opened(ClientConnection connection) {
        open.add(connection);
    }

    /** A CONNECT came: this is the last client now. */
    synchronized void greeted(ClientConnection connection) {
        open.remove(connection);
        open.add(connection);
    }

    synchronized void closed(ClientConnection connection) {
        open.remove(connection);
    }

    synchronized int open() {
        return open.size();
    }

    /** The last one that fulfils the condition and has sent a CONNECT. */
    synchronized ClientConnection last(Predicate<ClientConnection> condition, String complaint) {
        List<ClientConnection> candidates = open.stream()
                .filter(connection -> connection.clientId() != null)
                .filter(condition)
                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalStateException(complaint);
        }
        return candidates.get(candidates.size() - 1);
    }

    void closeAll() {
        List<ClientConnection> all;
        synchronized (this) {
            all = List.copyOf(open);
        }
        all.forEach(ClientConnection::close);
    }
}
