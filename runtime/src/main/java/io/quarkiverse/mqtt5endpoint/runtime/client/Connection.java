package io.quarkiverse.mqtt5endpoint.runtime.client;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.hivemq.client.mqtt.lifecycle.MqttClientConnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5RxClient;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientConnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientDisconnectedContext;
import com.hivemq.client.mqtt.mqtt5.lifecycle.Mqtt5ClientReconnector;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;

import io.quarkiverse.mqtt5endpoint.runtime.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.runtime.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.runtime.settings.SessionSettings;

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

    private final Supplier<String> name;
    private final ClientSettings settings;
    private final EventLoops loops;
    private final Inbox inbox;
    private final ConnectionCounters counters;
    private final Events events;
    private final ServerLookup lookup;
    private final ReceiveWindow window;
    private final Backoff backoff;
    private final ClientFactory factory;

    private Mqtt5RxClient client;
    private InetSocketAddress address;
    private GlobalFlow flow;
    private boolean closing;
    private boolean everConnected;
    private boolean everWarnedOfExpiry;
    private boolean everTakenOver;

    // valid until the next attempt
    private CompletableFuture<Void> gate;
    private ScheduledFuture<?> timer;

    // valid for connection
    private boolean connected;
    private boolean sessionEndsWithConnection;
    private long grantedExpiry;
    private ScheduledFuture<?> amnesia;

    /**
     * @param name whose connection it is, for sentences
     */
    Connection(Supplier<String> name, ClientSettings settings, EventLoops loops, AddressResolver resolver,
            ClientFactory factory,
            Inbox inbox, ConnectionCounters counters, Events events) {
        this.name = name;
        this.settings = settings;
        this.loops = loops;
        this.inbox = inbox;
        this.counters = counters;
        this.events = events;
        this.lookup = new ServerLookup(resolver, settings.limits().connectTimeout());
        this.window = new ReceiveWindow(name, settings.limits().receiveMaximum(), counters);
        this.backoff = new Backoff(new ReconnectPolicy(settings.reconnect()));
        this.factory = factory;
    }

    Mqtt5AsyncClient client() {
        return client.toAsync();
    }

    void open() {
        if (!closing) {
            lookup.find(settings.server())
                    .whenComplete((resolved, failure) -> loops.loop().execute(() -> resolved(resolved, failure)));
        }
    }

    private void resolved(InetSocketAddress resolved, Throwable failure) {
        if (closing) {
            return;
        }
        if (failure != null) {
            unavailable(ServerReply.unknownHost(settings.server(), failure), null);
            return;
        }
        address = resolved;
        connect(settings.session().cleanStart());
    }

    private void connect(boolean cleanStart) {
        guarded(() -> connectWithNewEngine(cleanStart));
    }

    /**
     * Whatever goes wrong in here ends the session with a sentence. The engine would swallow it, and nothing would
     * happen any more.
     */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            events.gaveUp(errors.notEvenTried(name.get(), settings.server().toString(), String.valueOf(e.getMessage()), e));
        }
    }

    private void connectWithNewEngine(boolean cleanStart) {
        client = factory.client(address, inbox, context -> guarded(() -> onConnected(context)),
                context -> guarded(() -> onDisconnected(context)));
        registerFlow();
        client.toAsync().connect(factory.connect(cleanStart, window.size()))
                .whenComplete(
                        (connAck, failure) -> log.debugf(failure, "Channel `%s`: first connection: %s", name.get(), connAck));
    }

    /**
     * The engine has a clock of its own for the session, a tenth slower than the server's, and ends the flow when it
     * runs out. A server that noticed the lost connection late may resume the session all the same.
     */
    private void renewFlowWhenTheEngineForgets() {
        if (grantedExpiry > 0 && grantedExpiry != SessionSettings.NEVER_EXPIRES) {
            amnesia = loops.loop().schedule(() -> {
                if (!connected && !closing) {
                    registerFlow();
                }
            }, (long) (TimeUnit.SECONDS.toMillis(grantedExpiry) * 1.1), TimeUnit.MILLISECONDS);
        }
    }

    private void registerFlow() {
        flow = GlobalFlow.register(name.get(), client, inbox, flow);
    }

    private void onConnected(MqttClientConnectedContext context) {
        Mqtt5ConnAck connAck = ((Mqtt5ClientConnectedContext) context).getConnAck();
        if (closing) {
            disconnect(() -> {
            });
            return;
        }
        boolean reconnected = everConnected;
        backoff.connected();
        connected = true;
        everConnected = true;
        log.connected(name.get(), settings.server().toString(), settings.session().clientId(),
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
            log.shorterSession(name.get(), settings.server().toString(), granted, wanted);
        }
        grantedExpiry = granted;
        sessionEndsWithConnection = granted == 0;
        if (amnesia != null) {
            amnesia.cancel(false);
        }
    }

    private void onDisconnected(MqttClientDisconnectedContext context) {
        if (connected) {
            connected = false;
            backoff.lost();
            renewFlowWhenTheEngineForgets();
        }
        inbox.connectionLost();
        if (!closing && context.getSource() != MqttDisconnectSource.USER) {
            unavailable(ServerReply.of(context), ((Mqtt5ClientDisconnectedContext) context).getReconnector());
        }
    }

    /**
     * @param reconnector how the engine connects again; {@code null} where there is no engine yet
     */
    private void unavailable(ServerReply reply, Mqtt5ClientReconnector reconnector) {
        String server = settings.server().toString();
        events.lost(reply.text());
        if (reply.isFinal()) {
            events.gaveUp(errors.refusedForGood(name.get(), server, reply.text(), reply.cause()));
        } else if (!backoff.mayRetry()) {
            events.gaveUp(errors.gaveUp(name.get(), server, backoff.retries(), reply.text(), reply.cause()));
        } else {
            window.adapt(reply);
            noticeTakeover(reply);
            Duration delay = backoff.next(reply.isSessionTakenOver());
            log.reconnecting(name.get(), server, reply.text(), delay.toMillis(), backoff.attempt());
            gate = new CompletableFuture<>();
            timer = loops.loop().schedule(() -> gate.complete(null), delay.toMillis(), TimeUnit.MILLISECONDS);
            retry(reply, reconnector);
        }
    }

    private void retry(ServerReply reply, Mqtt5ClientReconnector reconnector) {
        if (reconnector == null) {
            gate.thenRun(this::open);
            return;
        }
        if (reply.isIdentifierConflict()) {
            log.identifierConflict(name.get(), settings.server().toString());
            gate.thenRun(this::replaceEngine);
            return;
        }
        ServerAddress next = reply.next(settings.server());
        reconnector.resubscribeIfSessionExpired(false).resubscribeIfSessionPresent(false).republishIfSessionExpired(true)
                .delay(0, TimeUnit.MILLISECONDS)
                .connect(factory.connect(everConnected ? sessionEndsWithConnection : settings.session().cleanStart(),
                        window.size()))
                // The engine can't be told to stop while it waits: so it waits for this.
                .reconnectWhen(gate.thenCompose(waited -> lookup.find(next)),
                        (address, failure) -> beforeConnect(reconnector, address));
    }

    private void beforeConnect(Mqtt5ClientReconnector reconnector, InetSocketAddress resolved) {
        if (closing) {
            reconnector.reconnect(false);
            return;
        }
        // A name server that is away for a moment: the address from before is better than none.
        address = resolved == null ? address : resolved;
        reconnector.transportConfig(factory.transport(address));
        registerFlow();
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

    private void noticeTakeover(ServerReply reply) {
        if (reply.isSessionTakenOver() && !everTakenOver) {
            everTakenOver = true;
            log.sessionTakenOver(name.get(), settings.session().clientId(), settings.server().toString());
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
            log.debugf(failure, "Channel `%s`: DISCONNECT", name.get());
            log.disconnected(name.get(), settings.server().toString());
            done.run();
        });
    }
}
