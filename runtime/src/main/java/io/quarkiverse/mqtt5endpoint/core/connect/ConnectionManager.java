package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Closed;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connected;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connecting;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Idle;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Outage;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Preparing;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Waiting;
import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.MqttEngine;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectPolicy;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.FailureText;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.Sentence;

/** Connects, notices that the connection is gone, and connects again as the policy says. On the loop only. */
public final class ConnectionManager implements MqttEngine.ConnectionListener {

    /** What the session learns. */
    public interface Events {

        /**
         * @param again whether there was a connection before
         */
        void connected(LiveConnection live, boolean again);

        void lost(ConnectionLoss loss);

        /** What the engine had in flight is forgotten: the next one knows nothing. */
        void engineReplaced();

        /** There will be no further attempt. */
        void gaveUp(Throwable cause);
    }

    private final Supplier<String> name;
    private final ClientSettings settings;
    private final Loop loop;
    private final ConnectParametersResolver resolver;
    private final EngineSource source;
    private final MqttEngine.MessageListener messages;
    private final Events events;
    private final Servers servers;
    private final SessionExpiry expiry;
    private final Attempts attempts;

    private volatile ConnectionState state = new Idle();

    // valid for session, null while there is none
    private MqttEngine engine;
    private int connections;

    /**
     * @param name whose connection it is, for the log
     */
    public ConnectionManager(Supplier<String> name, ClientSettings settings, Loop loop, ConnectParametersResolver resolver,
            EngineSource source, MqttEngine.MessageListener messages, Events events) {
        this.name = name;
        this.settings = settings;
        this.loop = loop;
        this.resolver = resolver;
        this.source = source;
        this.messages = messages;
        this.events = events;
        this.servers = new Servers(settings.servers());
        this.expiry = new SessionExpiry(name, settings);
        this.attempts = new Attempts(new ReconnectPolicy(settings.reconnect()), loop);
    }

    /** Any thread. */
    public ConnectionState state() {
        return state;
    }

    /** {@code null} while there is no connection. */
    public LiveConnection live() {
        return state instanceof Connected connected ? connected.live() : null;
    }

    private <S extends ConnectionState> S enter(S next) {
        loop.assertCurrent();
        state = next;
        return next;
    }

    /** What the application wants to do to the client, once, then the first attempt. */
    public void begin() {
        Preparing preparing = enter(new Preparing(settings.server(), null));
        whileIn(preparing, resolver.first(source::prepare), done -> attempt(servers.next(), null),
                failure -> events.gaveUp(errors.customizerFailed(name.get(), FailureText.of(failure), failure)));
    }

    private void attempt(ServerAddress server, Outage last) {
        Preparing preparing = enter(new Preparing(server, last));
        whileIn(preparing, resolver.of(server), request -> connect(server, request, last),
                failure -> unavailable(server, ConnectionLoss.notBegun(Sentence.of(failure.getMessage()), failure)));
    }

    /** Goes on, on the loop, if nothing else has happened meanwhile. */
    private <T> void whileIn(ConnectionState waiting, CompletableFuture<T> step, Consumer<T> then,
            Consumer<Throwable> otherwise) {
        step.whenComplete((result, failure) -> loop.execute(() -> {
            if (state != waiting) {
                log.debugf(failure, "Channel `%s`: an attempt to connect ended before it began", name.get());
            } else if (failure == null) {
                then.accept(result);
            } else {
                otherwise.accept(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        }));
    }

    private void connect(ServerAddress server, ConnectParameters found, Outage last) {
        enter(new Connecting(server, last));
        try {
            if (engine == null) {
                engine = source.create(this, messages);
            }
            engine.connect(new ConnectRequest(found.address(), found.credentials(), found.tls(), expiry.cleanStart()));
        } catch (RuntimeException e) {
            // The engine would swallow it, and nothing would happen any more.
            events.gaveUp(errors.notEvenTried(name.get(), server.toString(), FailureText.of(e), e));
        }
    }

    @Override
    public void connected(AcceptedConnection accepted) {
        ServerAddress server = server();
        LiveConnection live = new LiveConnection(engine, accepted, loop.nanoTime());
        enter(new Connected(server, live, new Progress()));
        servers.accepted();
        log.connected(name.get(), server.toString(), settings.session().clientId(),
                accepted.sessionPresent() ? "resumed" : "new");
        expiry.connected(accepted, server);
        events.connected(live, connections++ > 0);
    }

    @Override
    public void lost(ConnectionLoss loss) {
        if (state instanceof Connected connected) {
            attempts.ended(connected.progress(), connected.live().sinceNanos());
        }
        unavailable(server(), loss);
    }

    @Override
    public void broken() {
        retireEngine();
    }

    /** The session goes on with another engine: this one can't be told to forget what it knows. */
    private void retireEngine() {
        engine.retire(false);
        engine = null;
        events.engineReplaced();
    }

    /** The next attempt follows after a delay, unless this was the end. */
    private void unavailable(ServerAddress server, ConnectionLoss loss) {
        Outage outage = new Outage(server, loss, attempts.retries(), attempts.firstLossNanos());
        enter(new Waiting(outage, Loop.Timer.NONE));
        events.lost(loss);
        if (LossRules.isFinal(loss)) {
            events.gaveUp(errors.refusedForGood(name.get(), server.toString(), loss.text(), loss.cause()));
        } else if (!attempts.mayRetry()) {
            events.gaveUp(errors.gaveUp(name.get(), server.toString(), attempts.retries(), loss.text(), loss.cause()));
        } else if (state instanceof Waiting) {
            waitForNext(server, loss);
        }
    }

    private void waitForNext(ServerAddress server, ConnectionLoss loss) {
        if (LossRules.isSessionTakenOver(loss)) {
            expiry.takenOver(server);
        }
        Duration delay = attempts.delay(LossRules.isSessionTakenOver(loss));
        log.reconnecting(name.get(), server.toString(), loss.text(), delay.toMillis(), attempts.next());
        if (loss.fault() == Fault.IDENTIFIER_REUSED) {
            log.identifierConflict(name.get(), server.toString());
            retireEngine();
        }
        Outage outage = new Outage(server, loss, attempts.retries(), attempts.firstLossNanos());
        enter(new Waiting(outage,
                loop.schedule(delay, () -> attempt(LossRules.next(loss, servers.next()), outage))));
    }

    /** A message went all the way over this connection. */
    public void moved() {
        if (state instanceof Connected connected) {
            connected.progress().moved();
        }
    }

    /** Every subscription is granted on this connection. */
    public void subscribed() {
        if (state instanceof Connected connected) {
            connected.progress().subscribed();
        }
    }

    /** The server that was tried last. Any thread. */
    public ServerAddress server() {
        ConnectionState now = state;
        if (now instanceof Connected connected) {
            return connected.server();
        }
        if (now instanceof Connecting connecting) {
            return connecting.server();
        }
        if (now instanceof Preparing preparing) {
            return preparing.server();
        }
        return now instanceof Waiting waiting ? waiting.outage().server() : settings.server();
    }

    /** Ends the connection, or the attempts to get one. */
    public void close(Runnable done) {
        ConnectionState last = state;
        ServerAddress server = server();
        enter(new Closed());
        if (last instanceof Waiting waiting) {
            waiting.timer().cancel();
        }
        if (last instanceof Connected) {
            disconnect(server, done);
        } else {
            leave();
            done.run();
        }
    }

    private void leave() {
        if (engine != null) {
            engine.retire(settings.session().generated());
        }
    }

    private void disconnect(ServerAddress server, Runnable done) {
        // Nobody can resume the session of a generated client id.
        engine.disconnect(settings.session().generated(), () -> {
            log.disconnected(name.get(), server.toString());
            done.run();
        });
    }
}
