package io.quarkiverse.mqtt5endpoint.core.hivemq;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener.Permission;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.wire.OutgoingPublishes;

/**
 * The messages that the client was given, and who wants to know what becomes of them. Valid for a client, which keeps
 * them for the next connection. On the loop only.
 */
final class SentPublishes implements OutgoingPublishes.Owner {

    // Of QoS 2: only the client knows by which PUBLISH a PUBREC is answered.
    private final Map<Mqtt5Publish, PublishListener> awaitingPubRec = new IdentityHashMap<>();
    // Of QoS 1 and 2: those that have no packet identifier yet, in the order in which they get one, and the others.
    private final Deque<PublishListener> unwritten = new ArrayDeque<>();
    private final Map<Integer, PublishListener> written = new HashMap<>();

    void add(Mqtt5Publish publish, PublishListener listener) {
        if (publish.getQos() == MqttQos.EXACTLY_ONCE) {
            awaitingPubRec.put(publish, listener);
        }
        if (publish.getQos() != MqttQos.AT_MOST_ONCE) {
            unwritten.add(listener);
        }
    }

    void pubRecReceived(Mqtt5Publish publish) {
        PublishListener listener = awaitingPubRec.get(publish);
        if (listener != null) {
            listener.received();
        }
    }

    void completed(Mqtt5Publish publish, PublishListener listener, PublishOutcome outcome) {
        awaitingPubRec.remove(publish, listener);
        if (outcome instanceof PublishOutcome.Failed) {
            // It may never have been written.
            unwritten.removeFirstOccurrence(listener);
        }
        listener.completed(outcome);
    }

    @Override
    public void publishWritten(int identifier) {
        written.put(identifier, unwritten.poll());
    }

    @Override
    public boolean isWithdrawn(int identifier) {
        return permission(identifier) == Permission.NEVER;
    }

    @Override
    public boolean isPostponed(int identifier) {
        return permission(identifier) == Permission.LATER;
    }

    private Permission permission(int identifier) {
        PublishListener listener = written.get(identifier);
        return listener == null ? Permission.SEND : listener.permission();
    }
}
