package io.quarkiverse.mqtt5endpoint.runtime.client;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.runtime.settings.ClientSettings;

/** Connects, notices that the connection is gone, and connects again as the policy says. Event loop only. */
final class Connection {

    /** What the session hears of it. */
    interface Events {

        void connected(Mqtt5ConnAck connAck, ServerLimits limits);

        void lost(String reason);

        /** What the engine had in flight is forgotten. */
        void engineReplaced();

        void gaveUp(Throwable cause);
    }

    private final String channel;
    private final ClientSettings settings;
    private final EventLoops loops;
    private final Inbox inbox;
    private final Counters counters;
    private final Events events;
    private final ReconnectPolicy policy;
    private final ClientFactory factory;

    private Mqtt5RxClient client;
    private Subscription flow;
    private boolean closing;
    private boolean everConnected;
    private boolean everWarnedOfExpiry;
    private boolean everTakenOver;
    private int receiveMaximum;

    // valid between two accepted CONNECTs
    private int retries;
    private int delays;
    private CompletableFuture<Void> gate;
    private ScheduledFuture<?> timer;

    // valid for connection
    private boolean connected;
    private long connectedNanos;
    private boolean sessionEndsWithConnection;

    Connection(String channel, ClientSettings settings, EventLoops loops, Inbox inbox, Counters counters, Events events) {
        this.channel = channel;
        this.settings = settings;
        this.loops = loops;
        this.inbox = inbox;
        this.counters = counters;
        this.events = events;
        this.policy = new ReconnectPolicy(settings.reconnect());
        this.factory = new ClientFactory(settings, loops);
        this.receiveMaximum = settings.limits().receiveMaximum();
    }

    Mqtt5AsyncClient client() {
        return client.toAsync();
    }

    void open() {
        connect(settings.session().cleanStart());
    }

    private void connect(boolean cleanStart) {
        client = factory.client(inbox, this::onConnected, this::onDisconnected);
        registerFlow();
        client.toAsync().connect(factory.connect(cleanStart, receiveMaximum))
                .whenComplete(
                        (connAck, failure) -> log.debugf(failure, "Channel `%s`: first connection: %s", channel, connAck));
    }

    /**
     * One flow for everything, there before CONNECT: messages of a resumed session can follow its CONNACK in the same packet,
     * and the
     * engine acknowledges and drops what no flow takes. The engine ends the flow together with a session, so each attempt
     * begins with a
     * new one.
     */
    private void registerFlow() {
        if (flow != null) {
            flow.cancel();
        }
        client.publishes(MqttGlobalPublishFilter.ALL, true).subscribe(new Subscriber<Mqtt5Publish>() {

            @Override
            public void onSubscribe(Subscription subscription) {
                flow = subscription;
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Mqtt5Publish publish) {
                inbox.received(publish);
            }

            @Override
            public void onError(Throwable ended) {
                log.debugf(ended, "Channel `%s`: the session ended", channel);
            }

            @Override
            public void onComplete() {
                log.debugf("Channel `%s`: the flow of messages ended", channel);
            }
        });
    }

    private void onConnected(MqttClientConnectedContext context) {
        Mqtt5ConnAck connAck = ((Mqtt5ClientConnectedContext) context).getConnAck();
        if (closing) {
            disconnect(() -> {
            });
            return;
        }
        boolean reconnected = everConnected;
        retries = 0;
        connected = true;
        everConnected = true;
        connectedNanos = System.nanoTime();
        log.connected(channel, settings.server().toString(), settings.session().clientId(),
                connAck.isSessionPresent() ? "resumed" : "new");
        checkExpiry(connAck);
        if (connAck.isSessionPresent()) {
            inbox.sessionResumed();
        } else if (reconnected) {
            registerFlow();
            inbox.sessionLost();
        }
        if (reconnected) {
            counters.reconnects.increment();
        }
        events.connected(connAck, ServerLimits.of(connAck));
    }

    private void checkExpiry(Mqtt5ConnAck connAck) {
        long wanted = settings.session().expirySeconds();
        long granted = connAck.getSessionExpiryInterval().orElse(wanted);
        if (granted < wanted && !everWarnedOfExpiry) {
            everWarnedOfExpiry = true;
            log.shorterSession(channel, settings.server().toString(), granted, wanted);
        }
        sessionEndsWithConnection = granted == 0;
    }

    private void onDisconnected(MqttClientDisconnectedContext context) {
        boolean wasConnected = connected;
        connected = false;
        inbox.connectionLost();
        if (closing || context.getSource() == MqttDisconnectSource.USER) {
            return;
        }
        ServerReply reply = ServerReply.of(context);
        events.lost(reply.text());
        if (reply.isFinal()) {
            events.gaveUp(errors.refusedForGood(channel, settings.server().toString(), reply.text(), reply.cause()));
        } else if (!policy.mayRetry(retries)) {
            events.gaveUp(errors.gaveUp(channel, settings.server().toString(), retries, reply.text(), reply.cause()));
        } else {
            retry(reply, wasConnected, ((Mqtt5ClientDisconnectedContext) context).getReconnector());
        }
    }

    private void retry(ServerReply reply, boolean wasConnected, Mqtt5ClientReconnector reconnector) {
        retries++;
        adaptReceiveMaximum(reply);
        Duration delay = delay(reply, wasConnected);
        log.reconnecting(channel, settings.server().toString(), reply.text(), delay.toMillis(), policy.attempt(retries));
        gate = new CompletableFuture<>();
        timer = loops.loop().schedule(() -> gate.complete(null), delay.toMillis(), TimeUnit.MILLISECONDS);
        if (reply.isIdentifierConflict()) {
            log.identifierConflict(channel, settings.server().toString());
            gate.whenComplete((nothing, failure) -> replaceEngine());
            return;
        }
        reconnector.resubscribeIfSessionExpired(false).resubscribeIfSessionPresent(false).republishIfSessionExpired(true)
                .delay(0, TimeUnit.MILLISECONDS)
                .transportConfig(factory.transport(reply.next(settings.server())))
                .connect(factory.connect(everConnected ? sessionEndsWithConnection : settings.session().cleanStart(),
                        receiveMaximum))
                // The engine can't be told to stop while it waits: so it waits for this.
                .reconnectWhen(gate, (nothing, failure) -> beforeConnect(reconnector));
    }

    /** The engine can't be told to forget identifiers, so the session goes on with a new one. */
    private void replaceEngine() {
        if (!closing) {
            inbox.engineReplaced();
            events.engineReplaced();
            flow = null;
            connect(sessionEndsWithConnection);
        }
    }

    private void beforeConnect(Mqtt5ClientReconnector reconnector) {
        if (closing) {
            reconnector.reconnect(false);
        } else {
            registerFlow();
        }
    }

    private Duration delay(ServerReply reply, boolean wasConnected) {
        double random = ThreadLocalRandom.current().nextDouble();
        if (reply.isSessionTakenOver()) {
            if (!everTakenOver) {
                everTakenOver = true;
                log.sessionTakenOver(channel, settings.session().clientId(), settings.server().toString());
            }
            return policy.longestDelay(random);
        }
        if (wasConnected && policy.wasStable(Duration.ofNanos(System.nanoTime() - connectedNanos))) {
            delays = 0;
        }
        return policy.delay(delays++, random);
    }

    /**
     * Some servers send more than they may once the client reconnects with messages of QoS 2 in the application's hands, and
     * would do so
     * for ever. A larger window lets them catch up; the next connection after an ordinary end has the configured one again.
     */
    private void adaptReceiveMaximum(ServerReply reply) {
        if (reply.isReceiveMaximumExceeded()) {
            int next = (int) Math.min(65535, receiveMaximum * 4L);
            counters.receiveMaximumExceeded.increment();
            log.receiveMaximumExceeded(channel, receiveMaximum, next);
            receiveMaximum = next;
        } else {
            receiveMaximum = settings.limits().receiveMaximum();
        }
    }

    /** Ends the connection, or the attempts to get one. */
    void close(Runnable done) {
        closing = true;
        if (gate != null && !gate.isDone()) {
            timer.cancel(false);
            gate.complete(null);
        }
        if (connected) {
            disconnect(done);
        } else {
            done.run();
        }
    }

    private void disconnect(Runnable done) {
        var disconnect = client.toAsync().disconnectWith();
        if (settings.session().generated()) {
            // Nobody can resume it.
            disconnect.sessionExpiryInterval(0);
        }
        disconnect.send().whenComplete((nothing, failure) -> {
            log.debugf(failure, "Channel `%s`: DISCONNECT", channel);
            log.disconnected(channel, settings.server().toString());
            done.run();
        });
    }
}
