package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener.Permission;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;

/**
 * The sending half of an engine: what it has in flight it sends again on each connection, and it can't be told to forget
 * a message. Before it is the gate, which asks about each message of QoS 1 and 2 whether it may be sent, and answers for
 * those that may not.
 */
final class ModelSender {

    final List<ModelFlight> flights = new ArrayList<>();

    private final ModelWorld world;
    private final ModelEngine engine;

    // valid for connection: what the engine has still to write, and what waits in the gate
    private final Deque<ModelFlight> unwritten = new ArrayDeque<>();
    private final Deque<ModelFlight> postponed = new ArrayDeque<>();

    ModelSender(ModelWorld world, ModelEngine engine) {
        this.world = world;
        this.engine = engine;
    }

    void publish(ModelPublish publish, PublishListener listener) {
        check(!isSending(publish), "what is in flight is not sent a second time", publish);
        ModelFlight flight = new ModelFlight(publish, listener, world.loop.nanoTime());
        flights.add(flight);
        unwritten.add(flight);
        world.publishes.sent(publish, flight);
        world.loop.execute(this::writeAll);
    }

    void connected() {
        world.loop.execute(this::writeAll);
    }

    void connectionLost() {
        world.publishes.connectionLost(flights);
        flights.forEach(flight -> flight.written = false);
        postponed.clear();
        unwritten.clear();
        unwritten.addAll(flights);
    }

    private void writeAll() {
        while (engine.isConnected() && !unwritten.isEmpty()) {
            offer(unwritten.remove());
        }
    }

    private void offer(ModelFlight flight) {
        if (flight.qos() == 0 || flight.receivedIn != null) {
            written(flight);
        } else if (postponed.isEmpty() && flight.listener.permission() != Permission.LATER) {
            writeOrWithdraw(flight);
        } else {
            postponed.add(flight);
        }
    }

    private void written(ModelFlight flight) {
        flight.written = true;
        flight.writtenNanos = world.loop.nanoTime();
    }

    private void writeOrWithdraw(ModelFlight flight) {
        if (flight.listener.permission() == Permission.NEVER) {
            Object connection = engine.connection();
            world.loop.execute(() -> answerFor(flight, connection));
        } else {
            world.publishes.written(flight);
            written(flight);
        }
    }

    private void answerFor(ModelFlight flight, Object connection) {
        if (engine.connection() == connection && flights.contains(flight)) {
            world.attempts.moved(false);
            if (flight.awaitsPubRec()) {
                received(flight);
                // PUBREL
                written(flight);
            } else {
                finish(flight, new PublishOutcome.Accepted(0));
            }
        }
    }

    void resumePublishing() {
        while (!postponed.isEmpty() && postponed.peek().listener.permission() != Permission.LATER) {
            writeOrWithdraw(postponed.remove());
        }
    }

    /** But for one that the server had and forgot. */
    boolean isSending(ModelPublish publish) {
        for (ModelFlight flight : flights) {
            if (flight.publish == publish && (flight.receivedIn == null || flight.receivedIn == world.server.session())) {
                return true;
            }
        }
        return false;
    }

    /** Whether something waits, and no answer of the server will make it go on. */
    boolean isStuck() {
        return !postponed.isEmpty() && flights.stream().noneMatch(flight -> flight.written);
    }

    /**
     * The next thing that a server says about a message of QoS 2 is PUBREC, of any other that it has it.
     *
     * @return whether there is a message that it can say something about
     */
    boolean proceed(int index) {
        return answered(index, flight -> {
            if (flight.awaitsPubRec()) {
                received(flight);
            } else {
                finish(flight, new PublishOutcome.Accepted(0));
            }
        });
    }

    /** The server does not want it. */
    void refuse(int index, PublishOutcome outcome) {
        answered(index, flight -> finish(flight, outcome));
    }

    private boolean answered(int index, Consumer<ModelFlight> answer) {
        List<ModelFlight> onTheWire = flights.stream().filter(flight -> flight.written).toList();
        if (onTheWire.isEmpty()) {
            return false;
        }
        ModelFlight flight = onTheWire.get(index % onTheWire.size());
        if (flight.qos() > 0) {
            world.attempts.moved(flight.publish.flight == flight && !flight.publish.isDecided());
        }
        answer.accept(flight);
        return true;
    }

    private void received(ModelFlight flight) {
        flight.receivedIn = world.server.session();
        flight.listener.received();
    }

    /** The engine can't send it. */
    void fail(int index, PublishOutcome outcome) {
        finish(flights.get(index % flights.size()), outcome);
    }

    private void finish(ModelFlight flight, PublishOutcome outcome) {
        flights.remove(flight);
        unwritten.remove(flight);
        postponed.remove(flight);
        world.publishes.answer(flight, outcome);
    }
}
