package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine.MessageListener;

/**
 * The receiving half of an engine. It sends acknowledgements in the order of arrival and asks for each just before, also
 * for those that it can't send any more; takes a QoS 1 message that comes again for a new one, and recognises one of
 * QoS 2; keeps what it can't acknowledge beyond the session; and holds back what the session has no room for.
 */
final class ModelReceiver {

    private final ModelWorld world;
    private final ModelServer server;
    private final ModelEngine engine;
    private final MessageListener messages;
    private final Deque<ModelCopy> unacknowledged = new ArrayDeque<>();

    // valid for session: of QoS 2, those that are not acknowledged, and the answers that could not be sent
    private final Map<ModelMessage, ModelCopy> known = new HashMap<>();
    private final Set<ModelMessage> answered = new HashSet<>();

    // valid for connection: what the session had no room for
    private final Deque<ModelMessage> heldBack = new ArrayDeque<>();

    private long arrived;

    ModelReceiver(ModelWorld world, ModelEngine engine, MessageListener messages) {
        this.world = world;
        this.server = world.server;
        this.engine = engine;
        this.messages = messages;
    }

    void sessionLost() {
        known.clear();
        answered.clear();
    }

    void connectionLost() {
        heldBack.clear();
        world.lost(unacknowledged);
    }

    void retired() {
        heldBack.clear();
        if (!world.isOver()) {
            world.engineReplaced(unacknowledged);
        }
    }

    boolean isWithoutQos1() {
        for (ModelCopy copy : unacknowledged) {
            if (copy.message.qos == 1 && !copy.released) {
                return false;
            }
        }
        return true;
    }

    /** How much came. */
    long arrived() {
        return arrived;
    }

    /** A PUBLISH. */
    void receive(ModelMessage message) {
        arrived++;
        engine.questions.somethingCame();
        if (heldBack.isEmpty() && (message.qos == 0 || messages.hasRoom())) {
            forward(message);
            return;
        }
        if (heldBack.isEmpty()) {
            messages.receiveMaximumExceeded();
        }
        heldBack.add(message);
    }

    private void forwardHeldBack() {
        while (!heldBack.isEmpty() && messages.hasRoom()) {
            forward(heldBack.remove());
        }
    }

    private void forward(ModelMessage message) {
        if (!engine.isConnected()) {
            return;
        }
        ModelCopy earlier = known.get(message);
        if (earlier != null) {
            cameAgain(earlier);
            return;
        }
        ModelCopy copy = new ModelCopy(world.nextNumber(), message, this, world.wants(message.topic));
        copy.connection = engine.connection();
        copy.session = server.session();
        if (message.qos > 0) {
            unacknowledged.add(copy);
            check(unacknowledged.size() <= world.config.receiveMaximum(), "the receive maximum holds", message);
        }
        if (message.qos == 2) {
            known.put(message, copy);
        }
        world.arrived(copy);
        messages.received(copy);
    }

    private void cameAgain(ModelCopy earlier) {
        earlier.connection = engine.connection();
        if (answered.remove(earlier.message)) {
            known.remove(earlier.message);
            server.acknowledged(earlier.message);
        }
    }

    void released(ModelCopy copy) {
        check(!engine.isRetired(), "an engine that was retired is left alone", copy);
        boolean forgotten = copy.session != server.session();
        boolean flushed = !engine.isOnline() && copy.message.qos == 1;
        check(copy.decided || forgotten || flushed || copy.channel != null && copy.channel.acknowledgesAtOnce(copy),
                "nothing is acknowledged before the application decided", copy);
        for (ModelCopy earlier : unacknowledged) {
            if (earlier == copy) {
                break;
            }
            check(earlier.released || flushed && earlier.message.qos == 2, "the engine gets messages in the order of arrival",
                    copy, "before", earlier);
        }
        copy.released = true;
        acknowledgeAll();
    }

    private void acknowledgeAll() {
        while (!unacknowledged.isEmpty() && unacknowledged.peek().released) {
            acknowledge(unacknowledged.remove(), messages.nextAcknowledgement());
        }
        if (!heldBack.isEmpty()) {
            world.loop.execute(this::forwardHeldBack);
        }
    }

    private void acknowledge(ModelCopy copy, Acknowledgement how) {
        boolean told = engine.isOnline() && copy.connection == engine.connection();
        boolean kept = copy.message.qos == 2 && copy.session == server.session();
        world.attempts.moved(told);
        if (!told && !kept) {
            return;
        }
        check(copy.channel != null && copy.channel.autoAck() || copy.decided && how.reasonCode() == copy.code,
                "the server is told what the application decided", copy, how);
        if (told) {
            known.remove(copy.message);
            server.acknowledged(copy.message);
        } else {
            answered.add(copy.message);
        }
    }
}
