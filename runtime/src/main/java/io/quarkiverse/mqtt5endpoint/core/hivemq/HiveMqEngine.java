package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.engine.Acknowledgement;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishListener;
import io.quarkiverse.mqtt5endpoint.core.engine.PublishPacket;
import io.quarkiverse.mqtt5endpoint.core.engine.SubscribeOutcome;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionIdentifier;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.wire.PacketGate;
import io.quarkiverse.mqtt5endpoint.core.wire.PacketIdentifiers;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.FailureText;

/**
 * A client of HiveMQ, with what it remembers of the session. The client connects again by itself; here it waits until
 * it is asked to. Once retired nobody learns anything of it any more, and what it still receives is neither
 * handed over nor acknowledged: the server sends it again to the engine that follows.
 */
final class HiveMqEngine implements MqttEngine, ClientListener {

    private enum Phase {
        NEW,
        ATTEMPTING,
        CONNECTED,
        WAITING,
        RETIRED
    }

    private final String name;
    private final Loop loop;
    private final ClientFactory factory;
    private final ConnectionListener connection;
    private final ReceivedPublishes incoming;
    private final SentPublishes outgoing = new SentPublishes();
    private final MessageFlow flow;
    private final PacketIdentifiers identifiers = new PacketIdentifiers();

    private Phase phase = Phase.NEW;
    private Mqtt5RxClient client;

    // valid once retired: how to end a connection that comes anyway
    private Runnable leave;

    // valid for connection
    private long sessionExpirySeconds;
    private PacketGate gate;
    private Reauthentication reauthentication;
    // why it was dropped, null if it was not
    private String dropped;
    // why the server closed the WebSocket, null if it did not
    private String closed;

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
        this.incoming = new ReceivedPublishes(messages);
        this.flow = new MessageFlow(name, loop, incoming::received);
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
        closed = null;
        reauthentication = new Reauthentication(loop, this::reauthenticate);
        flow.register(client);
        client.toAsync().connect(factory.connect(request, reauthentication))
                .whenComplete((connAck, failure) -> log.debugf(failure, "Channel `%s`: %s", name, connAck));
    }

    @Override
    public void onConnected(MqttClientConnectedContext context) {
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
        flow.connected();
        sessionExpirySeconds = connAck.getSessionExpiryInterval().orElse(factory.sessionExpirySeconds());
        if (!connAck.isSessionPresent()) {
            // The client ended the flow together with the session that it had.
            flow.register(client);
        }
        connection.connected(Accepted.of(connAck));
    }

    private void reauthenticate(Reauthentication due) {
        if (phase == Phase.CONNECTED && due == reauthentication) {
            // Afterwards, as a refusal by the server ends the connection itself, and is the better reason.
            client.toAsync().reauth().exceptionally(failure -> {
                loop.execute(() -> unauthenticated(due, failure));
                return null;
            });
        }
    }

    private void unauthenticated(Reauthentication due, Throwable failure) {
        if (due == reauthentication) {
            drop("the client could not authenticate again: " + FailureText.of(failure));
        }
    }

    @Override
    public void onDisconnected(MqttClientDisconnectedContext context) {
        loop.assertCurrent();
        reauthentication.ended();
        if (phase == Phase.RETIRED || context.getSource() == MqttDisconnectSource.USER) {
            return;
        }
        if (phase == Phase.CONNECTED) {
            flow.connectionLost(client, sessionExpirySeconds);
        }
        phase = Phase.WAITING;
        next = new CompletableFuture<>();
        waitForNext(((Mqtt5ClientDisconnectedContext) context).getReconnector());
        Fault fault = incoming.takeFault();
        ConnectionLoss loss = dropped == null ? Losses.of(context, fault, closed) : ConnectionLoss.ownDecision(dropped);
        dropped = null;
        connection.lost(loss);
    }

    /** The client can't be told to stop while it waits: so it waits for this. */
    private void waitForNext(Mqtt5ClientReconnector reconnector) {
        reconnector.resubscribeIfSessionExpired(false).resubscribeIfSessionPresent(false).republishIfSessionExpired(true)
                .delay(0, TimeUnit.MILLISECONDS)
                .reconnectWhen(next, (request, failure) -> beforeConnect(reconnector, request));
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

    @Override
    public PacketGate gate() {
        gate = new PacketGate(identifiers, factory.maximumPacketSize(), loop::nanoTime, incoming, outgoing,
                SubscriptionIdentifier::of);
        return gate;
    }

    @Override
    public void webSocketClosed(String why) {
        closed = why;
    }

    @Override
    public Acknowledgement nextAcknowledgement() {
        Acknowledgement asked = incoming.nextAcknowledgement();
        if (phase != Phase.RETIRED) {
            gate.roomFreed();
        }
        return asked;
    }

    @Override
    public void pubRecReceived(Mqtt5Publish publish) {
        outgoing.pubRecReceived(publish);
    }

    @Override
    public void publish(PublishPacket packet, PublishListener listener) {
        loop.assertCurrent();
        Mqtt5Publish publish = ((HiveMqPacket) packet).publish();
        outgoing.add(publish, listener);
        client.toAsync().publish(publish).whenComplete(
                (result, thrown) -> loop.run(() -> outgoing.completed(publish, listener, Outcomes.of(result, thrown))));
    }

    @Override
    public void resumePublishing() {
        loop.assertCurrent();
        gate.resumePublishing();
    }

    @Override
    public long bytesReceived() {
        return gate.bytesReceived();
    }

    @Override
    public void subscribe(SubscriptionSettings subscription, Consumer<SubscribeOutcome> outcome) {
        loop.assertCurrent();
        client.toAsync().subscribe(SubscribePackets.subscribe(subscription))
                .whenComplete((subAck, thrown) -> loop.execute(() -> outcome.accept(Outcomes.of(subAck, thrown))));
    }

    @Override
    public void unsubscribe(List<String> filters, Runnable done) {
        loop.assertCurrent();
        client.toAsync().unsubscribe(SubscribePackets.unsubscribe(filters))
                .whenComplete((unsubAck, thrown) -> loop.execute(() -> {
                    log.debugf(thrown, "Channel `%s`: %s", name, unsubAck);
                    done.run();
                }));
    }

    @Override
    public void disconnect(OptionalLong sessionExpiry, Runnable done) {
        loop.assertCurrent();
        var disconnect = client.toAsync().disconnectWith();
        sessionExpiry.ifPresent(disconnect::sessionExpiryInterval);
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
    public void retire(OptionalLong sessionExpiry) {
        loop.assertCurrent();
        phase = Phase.RETIRED;
        incoming.retire();
        flow.retire();
        next.complete(null);
        leave = () -> disconnect(sessionExpiry, () -> log.debugf("Channel `%s`: left behind", name));
        if (client != null && client.getState().isConnected()) {
            leave.run();
        }
    }
}
