package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** Connects, notices that the connection is gone, and connects again as the policy says. Event loop only. */
final class Connection {

    /** What the session hears of it. */
    interface Events {

        void connected(Mqtt5ConnAck connAck, ServerLimits limits);

        void lost(String reason);

        /** The server has a message of QoS 2, and is not done with it. */
        void received(Mqtt5Publish packet);

        /** What the engine had in flight is forgotten. */
        void engineReplaced();

        void gaveUp(Throwable cause);
    }

    private final Supplier<String> name;
    private final ClientSettings settings;
    private final EventLoops loops;
    private final Inbox inbox;
    private final ConnectionCounters counters;
    private final Events events;
    private final Preparation preparation;
    private final Servers servers;
    private final SessionExpiry expiry;
    private final ReceiveWindow window;
    private final Backoff backoff;
    private final ClientFactory factory;

    private Engine engine;
    private boolean closing;
    private boolean everConnected;

    // valid until the next attempt
    private CompletableFuture<Void> gate;
    private CompletableFuture<Approach> ready;
    private ScheduledFuture<?> timer;

    // Whether the engine is to tell how an attempt ends.
    private boolean attempting;

    // valid for connection
    private boolean connected;

    /**
     * @param name whose connection it is, for sentences
     */
    Connection(Supplier<String> name, ClientSettings settings, EventLoops loops, Preparation preparation,
            ClientFactory factory, Inbox inbox, ConnectionCounters counters, Events events) {
        this.name = name;
        this.settings = settings;
        this.loops = loops;
        this.inbox = inbox;
        this.counters = counters;
        this.events = events;
        this.preparation = preparation;
        this.servers = new Servers(settings.servers());
        this.expiry = new SessionExpiry(name, settings, loops.loop());
        this.window = new ReceiveWindow(name, settings.limits().receiveMaximum(), counters);
        this.backoff = new Backoff(new ReconnectPolicy(settings.reconnect()));
        this.factory = factory;
    }

    Mqtt5AsyncClient client() {
        return engine.client();
    }

    /** The server that was tried last. */
    String server() {
        return servers.toString();
    }

    /** The application's say about the client, then the first attempt. */
    void begin() {
        preparation.first(factory::customize).whenComplete((done, failure) -> loops.loop().execute(() -> {
            if (failure == null) {
                open();
            } else if (!closing) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                events.gaveUp(errors.customizerFailed(name.get(), cause.toString(), cause));
            }
        }));
    }

    private void open() {
        if (!closing) {
            prepare(servers.next(), approach -> guarded(() -> connectWithNewEngine(approach)));
        }
    }

    /** Finds out what the attempt needs. Where that fails it was one, and the next follows. */
    private void prepare(ServerAddress server, Consumer<Approach> then) {
        servers.attempt(server);
        preparation.of(server).whenComplete((approach, failure) -> loops.loop().execute(() -> {
            if (closing) {
                return;
            }
            if (failure == null) {
                then.accept(approach);
            } else if (waitForNext(ServerReply.notReady(failure))) {
                gate.thenRun(() -> prepare(servers.next(), then));
            }
        }));
    }

    /**
     * Whatever goes wrong in here ends the session with a sentence. The engine would swallow it, and nothing would
     * happen any more.
     */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            events.gaveUp(errors.notEvenTried(name.get(), servers.toString(), String.valueOf(e.getMessage()), e));
        }
    }

    /** The session goes on with a new engine: this one can't be told to forget what it knows. */
    private void retireEngine() {
        engine.retire();
        inbox.engineReplaced();
        events.engineReplaced();
    }

    private void connectWithNewEngine(Approach approach) {
        engine = new Engine(name.get(), inbox);
        engine.use(factory.client(approach, inbox,
                engine.untilRetired(context -> guarded(() -> onConnected(context))),
                engine.untilRetired(context -> guarded(() -> onDisconnected(context))),
                engine.untilRetired(events::received)));
        attempting = true;
        engine.client().connect(factory.connect(approach, expiry.cleanStart(), window.size()))
                .whenComplete((connAck, failure) -> log.debugf(failure, "Channel `%s`: %s", name.get(), connAck));
    }

    private void onConnected(MqttClientConnectedContext context) {
        Mqtt5ConnAck connAck = ((Mqtt5ClientConnectedContext) context).getConnAck();
        if (closing) {
            disconnect(() -> {
            });
            return;
        }
        if (!attempting) {
            // It ended the attempt itself, as the server broke the protocol, and went on reading. It can't be used again.
            retireEngine();
            return;
        }
        boolean reconnected = everConnected;
        attempting = false;
        backoff.connected();
        servers.accepted();
        connected = true;
        everConnected = true;
        log.connected(name.get(), servers.toString(), settings.session().clientId(),
                connAck.isSessionPresent() ? "resumed" : "new");
        expiry.connected(connAck, server());
        if (connAck.isSessionPresent()) {
            inbox.sessionResumed();
        } else if (reconnected) {
            engine.registerFlow();
            inbox.sessionLost();
        }
        if (reconnected) {
            counters.reconnects.increment();
        }
        events.connected(connAck, ServerLimits.of(connAck));
    }

    private void onDisconnected(MqttClientDisconnectedContext context) {
        attempting = false;
        if (connected) {
            connected = false;
            backoff.lost();
            expiry.lost(engine::registerFlow);
        }
        inbox.connectionLost();
        if (!closing && context.getSource() != MqttDisconnectSource.USER) {
            unavailable(ServerReply.of(context), ((Mqtt5ClientDisconnectedContext) context).getReconnector());
        }
    }

    private void unavailable(ServerReply reply, Mqtt5ClientReconnector reconnector) {
        if (!waitForNext(reply)) {
            return;
        }
        if (reply.isIdentifierConflict()) {
            log.identifierConflict(name.get(), servers.toString());
            retireEngine();
            gate.thenRun(this::open);
            return;
        }
        ready = new CompletableFuture<>();
        ServerAddress next = reply.next(servers.next());
        gate.thenRun(() -> prepare(next, ready::complete));
        reconnector.resubscribeIfSessionExpired(false).resubscribeIfSessionPresent(false).republishIfSessionExpired(true)
                .delay(0, TimeUnit.MILLISECONDS)
                // The engine can't be told to stop while it waits: so it waits for this.
                .reconnectWhen(ready, (approach, failure) -> beforeConnect(reconnector, approach));
    }

    /** Whether there is a next attempt: it begins when the gate opens. If there is none, that was the end. */
    private boolean waitForNext(ServerReply reply) {
        String server = servers.toString();
        events.lost(reply.text());
        if (reply.isFinal()) {
            events.gaveUp(errors.refusedForGood(name.get(), server, reply.text(), reply.cause()));
            return false;
        }
        if (!backoff.mayRetry()) {
            events.gaveUp(errors.gaveUp(name.get(), server, backoff.retries(), reply.text(), reply.cause()));
            return false;
        }
        window.adapt(reply);
        if (reply.isSessionTakenOver()) {
            expiry.takenOver(server);
        }
        Duration delay = backoff.next(reply.isSessionTakenOver());
        log.reconnecting(name.get(), server, reply.text(), delay.toMillis(), backoff.attempt());
        gate = new CompletableFuture<>();
        timer = loops.loop().schedule(() -> gate.complete(null), delay.toMillis(), TimeUnit.MILLISECONDS);
        return true;
    }

    private void beforeConnect(Mqtt5ClientReconnector reconnector, Approach approach) {
        if (closing) {
            reconnector.reconnect(false);
            return;
        }
        if (engine.isRetired()) {
            reconnector.reconnect(false);
            guarded(() -> connectWithNewEngine(approach));
            return;
        }
        attempting = true;
        reconnector.transportConfig(factory.transport(approach))
                .connect(factory.connect(approach, expiry.cleanStart(), window.size()));
        engine.registerFlow();
    }

    /** Ends the connection, or the attempts to get one. */
    void close(Runnable done) {
        closing = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (ready != null) {
            ready.complete(null);
        }
        if (connected) {
            disconnect(done);
        } else {
            done.run();
        }
    }

    private void disconnect(Runnable done) {
        var disconnect = engine.client().disconnectWith();
        if (settings.session().generated()) {
            // Nobody can resume it.
            disconnect.sessionExpiryInterval(0);
        }
        disconnect.send().whenComplete((nothing, failure) -> {
            log.debugf(failure, "Channel `%s`: DISCONNECT", name.get());
            log.disconnected(name.get(), servers.toString());
            done.run();
        });
    }
}
