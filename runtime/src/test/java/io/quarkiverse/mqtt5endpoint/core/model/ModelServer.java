package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.mqtt5endpoint.core.model.ModelMessage.Fate;

/** A server with a session: it sends again what was not acknowledged. */
final class ModelServer {

    private final int window;

    // valid for session, null without one
    private Object session;
    private final Set<String> filters = new HashSet<>();
    // Not sent on this connection. What was sent on an earlier one comes first.
    private final Deque<ModelMessage> queued = new ArrayDeque<>();

    // valid for connection
    private ModelEngine client;
    private final List<ModelMessage> inFlight = new ArrayList<>();

    /**
     * @param window how many messages it sends before it waits for acknowledgements
     */
    ModelServer(int window) {
        this.window = window;
    }

    void beginSession() {
        session = new Object();
    }

    private void endSession() {
        session = null;
        filters.clear();
        queued.forEach(message -> message.fate = Fate.FORGOTTEN);
        queued.clear();
    }

    Object session() {
        return session;
    }

    ModelEngine client() {
        return client;
    }

    boolean isEmpty() {
        return queued.isEmpty() && inFlight.isEmpty();
    }

    /** CONNECT. Returns whether a session is resumed. */
    boolean accept(ModelEngine engine, boolean resume) {
        boolean present = session != null && resume;
        if (!present) {
            endSession();
            beginSession();
        }
        client = engine;
        return present;
    }

    void disconnected(boolean end) {
        client = null;
        for (int i = inFlight.size() - 1; i >= 0; i--) {
            queued.addFirst(inFlight.get(i));
        }
        inFlight.clear();
        if (end) {
            endSession();
        }
    }

    void granted(List<String> subscribed) {
        filters.addAll(subscribed);
    }

    void unsubscribed(List<String> forgotten) {
        filters.removeAll(forgotten);
    }

    boolean hasGranted(List<String> subscribed) {
        return filters.containsAll(subscribed);
    }

    /**
     * Whether a message comes to the session.
     *
     * @param filter {@code null} for one that the session has from an earlier configuration
     */
    boolean publish(ModelMessage message, String filter) {
        if (session == null || filter != null && !filters.contains(filter) || message.qos == 0 && client == null) {
            message.fate = Fate.FORGOTTEN;
            return false;
        }
        if (message.qos == 0) {
            message.fate = Fate.FORGOTTEN;
            client.receiver.receive(message);
        } else {
            queued.add(message);
            sendOne();
        }
        return true;
    }

    /** Whether there was one that could be sent. */
    boolean sendOne() {
        if (client == null || queued.isEmpty() || inFlight.size() >= window) {
            return false;
        }
        ModelMessage next = queued.remove();
        inFlight.add(next);
        client.receiver.receive(next);
        return true;
    }

    /** PUBACK or PUBREC. */
    void acknowledged(ModelMessage message) {
        for (ModelMessage earlier : inFlight) {
            if (earlier == message) {
                break;
            }
            // MQTT 5, 4.6
            check(earlier.qos != message.qos, "acknowledgements leave in the order of arrival", message, "before", earlier);
        }
        check(inFlight.remove(message), "what is acknowledged was sent on this connection, and not acknowledged before",
                message);
        message.fate = Fate.ACKNOWLEDGED;
    }
}
