package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener.Permission;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishOutcome;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;
import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.wire.PacketGate;
import io.quarkiverse.mqtt5endpoint.core.wire.PacketIdentifiers;

/**
 * A client of HiveMQ, with what it remembers of the session. The client connects again by itself; here it waits until
 * it is asked to. Once retired nobody learns anything of it any more, and what it still receives is neither
 * handed over nor acknowledged: the server sends it again to the engine that follows.
 */
final class HiveMqEngine implements MqttEngine {

    private enum Phase {
        NEW,
        ATTEMPTING,
        CONNECTED,
        WAITING,
        RETIRED
    }

    // The client's clock for the session is a tenth slower than the server's.
    private static final double SLOWER = 1.1;

    private final String name;
    private final Loop loop;
    private final ClientFactory factory;
    private final ConnectionListener connection;
    private final MessageListener messages;
    // Of QoS 2: only the client knows by which PUBLISH a PUBREC is answered.
    private final Map<Mqtt5Publish, PublishListener> awaitingPubRec = new IdentityHashMap<>();
    // Of QoS 1 and 2: those that have no packet identifier yet, in the order in which they get one, and the others.
    private final Deque<PublishListener> unwritten = new ArrayDeque<>();
    private final Map<Integer, PublishListener> written = new HashMap<>();

    private final PacketIdentifiers identifiers = new PacketIdentifiers();

    private Phase phase = Phase.NEW;
    private Mqtt5RxClient client;
    private GlobalFlow flow;
    private Loop.Timer forgetting = Loop.Timer.NONE;

    // valid once retired: how to end a connection that comes anyway
    private Runnable leave;

    // valid for connection
    private long sessionExpirySeconds;
    private PacketGate gate;
    private Fault fault = Fault.NONE;
    // why it was dropped, null if it was not
    private String dropped;

    // valid for the message that comes next
    private List<String> repaired = List.of();

    // valid until the next attempt
    private CompletableFuture<ConnectRequest> next = new CompletableFuture<>();

    /**
     * @param name whose session it is, for the log
     */
    HiveMqEngine(String name, Loop loop, ClientFactory factory, ConnectionListener connection, MessageListener messages) {
        this.name = name;
        this.loop = loop;
        this.factory = factory;
        this.connection = connection;
        this.messages = messages;
    }

    @Override
    public void connect(ConnectRequest request) {
        loop.assertCurrent();
        if (phase == Phase.NEW) {
            client = factory.client(request, this);
            attempt(request);
        } else {
            next.complete(request);
        }
    }

    private void attempt(ConnectRequest request) {
        phase = Phase.ATTEMPTING;
        registerFlow();
        client.toAsync().connect(factory.connect(request))
                .whenComplete((connAck, failure) -> log.debugf(failure, "Channel `%s`: %s", name, connAck));
    }

    void onConnected(MqttClientConnectedContext context) {
        loop.assertCurrent();
        switch (phase) {
            case RETIRED -> leave.run();
            // It ended the attempt itself, as the server broke the protocol, and went on reading. It can't be used again.
            case NEW, CONNECTED, WAITING -> connection.broken();
            case ATTEMPTING -> connected(((Mqtt5ClientConnectedContext) context).getConnAck());
        }
    }

    private void connected(Mqtt5ConnAck connAck) {
        phase = Phase.CONNECTED;
        forgetting.cancel();
        sessionExpirySeconds = connAck.getSessionExpiryInterval().orElse(factory.sessionExpirySeconds());
        if (!connAck.isSessionPresent()) {
            // The client ended the flow together with the session that it had.
            registerFlow();
        }
        connection.connected(Accepted.of(connAck));
    }

    void onDisconnected(MqttClientDisconnectedContext context) {
        loop.assertCurrent();
        if (phase == Phase.RETIRED || context.getSource() == MqttDisconnectSource.USER) {
            return;
        }
        if (phase == Phase.CONNECTED) {
            registerFlowWhenForgotten();
        }
        phase = Phase.WAITING;
        next = new CompletableFuture<>();
        Mqtt5ClientReconnector reconnector = ((Mqtt5ClientDisconnectedContext) context).getReconnector();
        reconnector.resubscribeIfSessionExpired(false).resubscribeIfSessionPresent(false).republishIfSessionExpired(true)
                .delay(0, TimeUnit.MILLISECONDS)
                // The client can't be told to stop while it waits: so it waits for this.
                .reconnectWhen(next, (request, failure) -> beforeConnect(reconnector, request));
        ConnectionLoss loss = dropped == null ? Losses.of(context, fault) : ConnectionLoss.ownDecision(dropped);
        fault = Fault.NONE;
        dropped = null;
        connection.lost(loss);
    }

    /**
     * Until now the client was to reconnect, so that it kept what is in flight. It would do so on an event loop that
     * shows us no channel, though: so it stops, and connects.
     */
    private void beforeConnect(Mqtt5ClientReconnector reconnector, ConnectRequest request) {
        reconnector.reconnect(false);
        loop.execute(() -> {
            if (phase != Phase.RETIRED) {
                ClientInternals.transport(client, factory.transport(request));
                attempt(request);
            }
        });
    }

    private void registerFlow() {
        flow = GlobalFlow.register(name, client, this::received, flow);
    }

    /**
     * The client ends the flow of messages when its own clock for the session runs out; a server that noticed the lost
     * connection late may resume the session anyway.
     */
    private void registerFlowWhenForgotten() {
        if (sessionExpirySeconds > 0 && sessionExpirySeconds != SessionSettings.NEVER_EXPIRES) {
            forgetting = loop.schedule(Duration.ofMillis((long) (TimeUnit.SECONDS.toMillis(sessionExpirySeconds) * SLOWER)),
                    this::registerFlow);
        }
    }

    private void received(Mqtt5Publish publish) {
        if (phase == Phase.RETIRED) {
            return;
        }
        if (!repaired.isEmpty()) {
            messages.repaired(publish.getTopic().toString(), repaired);
            repaired = List.of();
        }
        messages.received(new HiveMqPublish(publish));
    }

    /** Made for each connection. */
    PacketGate gate() {
        gate = new PacketGate(identifiers, factory.maximumPacketSize(), loop::nanoTime, new GateOwner());
        return gate;
    }

    Acknowledgement nextAcknowledgement() {
        if (phase == Phase.RETIRED) {
            return Acknowledgement.SUCCESS;
        }
        Acknowledgement asked = messages.nextAcknowledgement();
        gate.roomFreed();
        return asked;
    }

    void pubRecReceived(Mqtt5Publish publish) {
        PublishListener listener = awaitingPubRec.get(publish);
        if (listener != null) {
            listener.received();
        }
    }

    @Override
    public void publish(PublishPacket packet, PublishListener listener) {
        loop.assertCurrent();
        Mqtt5Publish publish = ((HiveMqPacket) packet).publish();
        if (publish.getQos() == MqttQos.EXACTLY_ONCE) {
            awaitingPubRec.put(publish, listener);
        }
        if (publish.getQos() != MqttQos.AT_MOST_ONCE) {
            unwritten.add(listener);
        }
        client.toAsync().publish(publish).whenComplete((result, thrown) -> loop.run(() -> {
            awaitingPubRec.remove(publish, listener);
            completed(listener, Outcomes.of(result, thrown));
        }));
    }

    @Override
    public void resumePublishing() {
        loop.assertCurrent();
        gate.resumePublishing();
    }

    private void completed(PublishListener listener, PublishOutcome outcome) {
        if (outcome instanceof PublishOutcome.Failed) {
            // It may never have been written.
            unwritten.removeFirstOccurrence(listener);
        }
        listener.completed(outcome);
    }

    @Override
    public void subscribe(SubscriptionSettings subscription, Consumer<SubscribeOutcome> outcome) {
        loop.assertCurrent();
        client.toAsync().subscribe(packet(subscription))
                .whenComplete((subAck, thrown) -> loop.execute(() -> outcome.accept(Outcomes.of(subAck, thrown))));
    }

    private static Mqtt5Subscribe packet(SubscriptionSettings settings) {
        return Mqtt5Subscribe.builder().addSubscriptions(settings.filters().stream()
                .map(filter -> Mqtt5Subscription.builder().topicFilter(filter).qos(MqttQos.fromCode(settings.qos()))
                        .noLocal(settings.noLocal()).retainAsPublished(settings.retainAsPublished())
                        .retainHandling(Mqtt5RetainHandling.valueOf(settings.retainHandling().name())).build()))
                .build();
    }

    @Override
    public void unsubscribe(List<String> filters, Runnable done) {
        loop.assertCurrent();
        var unsubscribe = Mqtt5Unsubscribe.builder();
        client.toAsync().unsubscribe(unsubscribe
                .addTopicFilters(filters.stream().map(com.hivemq.client.mqtt.datatypes.MqttTopicFilter::of).toList()).build())
                .whenComplete((unsubAck, thrown) -> loop.execute(() -> {
                    log.debugf(thrown, "Channel `%s`: %s", name, unsubAck);
                    done.run();
                }));
    }

    @Override
    public void disconnect(boolean endSession, Runnable done) {
        loop.assertCurrent();
        var disconnect = client.toAsync().disconnectWith();
        if (endSession) {
            disconnect.sessionExpiryInterval(0);
        }
        disconnect.send().whenComplete((nothing, failure) -> {
            log.debugf(failure, "Channel `%s`: DISCONNECT", name);
            done.run();
        });
    }

    @Override
    public void drop(String why) {
        loop.assertCurrent();
        if (phase == Phase.CONNECTED) {
            dropped = why;
            gate.close();
        }
    }

    @Override
    public void retire(boolean endSession) {
        loop.assertCurrent();
        phase = Phase.RETIRED;
        forgetting.cancel();
        next.complete(null);
        leave = () -> disconnect(endSession, () -> log.debugf("Channel `%s`: left behind", name));
        if (client != null && client.getState().isConnected()) {
            leave.run();
        }
    }

    private final class GateOwner implements PacketGate.Owner {

        @Override
        public boolean hasRoom() {
            return phase == Phase.RETIRED || messages.hasRoom();
        }

        @Override
        public void receiveMaximumExceeded() {
            messages.receiveMaximumExceeded();
        }

        @Override
        public void identifierReused() {
            fault = Fault.IDENTIFIER_REUSED;
        }

        @Override
        public void resent() {
            messages.resent();
        }

        @Override
        public void publishWritten(int identifier) {
            written.put(identifier, unwritten.poll());
        }

        @Override
        public boolean isWithdrawn(int identifier) {
            PublishListener listener = written.get(identifier);
            return listener != null && listener.permission() == Permission.NEVER;
        }

        @Override
        public boolean isPostponed(int identifier) {
            PublishListener listener = written.get(identifier);
            return listener != null && listener.permission() == Permission.LATER;
        }

        @Override
        public void repaired(List<String> properties) {
            repaired = properties;
        }
    }
}
