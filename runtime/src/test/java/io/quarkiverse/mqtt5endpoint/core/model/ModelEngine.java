package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;
import io.quarkiverse.mqtt5endpoint.core.engine.ServerLimits;
import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;

/** An engine that behaves like HiveMQ's client behind the gate: its connection, and what is valid for it. */
final class ModelEngine implements MqttEngine {

    private enum Phase {
        IDLE,
        CONNECTING,
        CONNECTED,
        DISCONNECTING,
        RETIRED
    }

    // Made once, as its stack trace is nobody's concern and would cost more than all the rest.
    private static final Exception LOST = new TimeoutException("lost");

    final ModelReceiver receiver;
    final ModelSender sender;
    final ModelQuestions questions;

    private final ModelWorld world;
    private final ModelServer server;
    private final ConnectionListener listener;

    private Phase phase = Phase.IDLE;
    private ConnectRequest request;
    private Object connection;
    private Runnable goodbye;

    ModelEngine(ModelWorld world, ConnectionListener listener, MessageListener messages) {
        this.world = world;
        this.server = world.server;
        this.listener = listener;
        this.receiver = new ModelReceiver(world, this, messages);
        this.sender = new ModelSender(world, this);
        this.questions = new ModelQuestions(world);
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    boolean isConnecting() {
        return phase == Phase.CONNECTING;
    }

    boolean isConnected() {
        return phase == Phase.CONNECTED;
    }

    boolean isRetired() {
        return phase == Phase.RETIRED;
    }

    boolean isOnline() {
        return phase == Phase.CONNECTED || phase == Phase.DISCONNECTING;
    }

    /** {@code null} while there is none. */
    Object connection() {
        return connection;
    }

    @Override
    public void connect(ConnectRequest with) {
        check(phase == Phase.IDLE, "an engine makes one attempt at a time", phase);
        phase = Phase.CONNECTING;
        request = with;
    }

    /** CONNACK. */
    void accept(boolean resume, ServerLimits limits) {
        boolean present = server.accept(this, resume && !request.cleanStart());
        phase = Phase.CONNECTED;
        connection = new Object();
        world.attempts.connected();
        world.publishes.allowed(limits);
        if (!present) {
            receiver.sessionLost();
            questions.sessionLost();
        }
        questions.connected();
        world.accepted(present);
        sender.connected();
        listener.connected(AcceptedConnection.plain(present, limits));
    }

    /** CONNACK with an error. */
    void refuse(int reasonCode) {
        phase = Phase.IDLE;
        lost(new ConnectionLoss(Kind.CONNACK, reasonCode, "refused", null, Fault.NONE, LOST));
    }

    /** The end of a connection or an attempt. */
    void lose(Fault fault) {
        lose(new ConnectionLoss(Kind.LOST, ConnectionLoss.NONE, "lost", null, fault, LOST));
    }

    private void lose(ConnectionLoss loss) {
        if (isOnline()) {
            server.disconnected(false);
            receiver.connectionLost();
            sender.connectionLost();
            world.attempts.disconnected();
        }
        phase = Phase.IDLE;
        connection = null;
        lost(loss);
        if (goodbye != null) {
            sayGoodbye();
        }
        check(isRetired() || world.isOver() || receiver.isWithoutQos1(),
                "what of QoS 1 is unacknowledged leaves an engine without a connection");
    }

    private void lost(ConnectionLoss loss) {
        boolean counts = !world.isOver();
        listener.lost(loss);
        if (counts) {
            world.attempts.failed(world.hasFailed(), world.isExcused());
        }
    }

    @Override
    public long bytesReceived() {
        return receiver.arrived();
    }

    @Override
    public void drop(String why) {
        check(phase == Phase.CONNECTED, "what is dropped is a connection", phase);
        world.attempts.gaveUp();
        Object dropped = connection;
        world.loop.execute(() -> {
            if (connection == dropped) {
                lose(ConnectionLoss.ownDecision(why));
            }
        });
    }

    /** It reports that it can't be used any more. */
    void breakDown() {
        boolean counts = isConnecting() && !world.isOver();
        listener.broken();
        if (counts) {
            world.attempts.failed(world.hasFailed(), world.isExcused());
        }
    }

    @Override
    public void disconnect(OptionalLong sessionExpiry, Runnable done) {
        check(phase == Phase.CONNECTED, "DISCONNECT is for a connection", phase);
        phase = Phase.DISCONNECTING;
        goodbye = () -> {
            if (server.client() == this) {
                server.disconnected(sessionExpiry.isPresent());
            }
            phase = Phase.RETIRED;
            done.run();
        };
        if (!world.config.slowGoodbye()) {
            sayGoodbye();
        }
    }

    /** DISCONNECT was written, or could not be. */
    void sayGoodbye() {
        Runnable last = goodbye;
        goodbye = null;
        if (last != null) {
            last.run();
        }
    }

    @Override
    public void retire(OptionalLong sessionExpiry) {
        if (isOnline()) {
            server.disconnected(sessionExpiry.isPresent());
        }
        phase = Phase.RETIRED;
        receiver.retired();
    }

    @Override
    public void subscribe(SubscriptionSettings subscription, Consumer<SubscribeOutcome> outcome) {
        check(phase == Phase.CONNECTED, "SUBSCRIBE needs a connection", phase);
        questions.ask(subscription, outcome);
    }

    @Override
    public void unsubscribe(List<String> filters, Runnable done) {
        check(phase == Phase.CONNECTED, "UNSUBSCRIBE needs a connection", phase);
        server.unsubscribed(filters);
        questions.unsubscribed(filters);
        done.run();
    }

    @Override
    public void publish(PublishPacket packet, PublishListener progress) {
        check(phase == Phase.CONNECTED, "PUBLISH needs a connection", phase);
        sender.publish(world.publishes.of(packet), progress);
    }

    @Override
    public void resumePublishing() {
        check(isOnline(), "messages are sent over a connection", phase);
        sender.resumePublishing();
    }
}
