package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.time.Duration;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Closed;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connected;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Connecting;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Idle;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Outage;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Preparing;
import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionState.Waiting;
import io.quarkiverse.mqtt5endpoint.core.engine.AcceptedConnection;
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
    private final AttemptSteps steps;
    private final CurrentEngine engine;
    private final Events events;
    private final Servers servers;
    private final SessionExpiry expiry;
    private final Attempts attempts;
    private final Redirects redirects;

    private volatile ConnectionState state = new Idle();

    private int connections;

    /**
     * @param name whose connection it is, for the log
     */
    public ConnectionManager(Supplier<String> name, ClientSettings settings, Loop loop, ConnectParametersResolver resolver,
            EngineSource source, MqttEngine.MessageListener messages, Events events) {
        this.name = name;
        this.settings = settings;
        this.loop = loop;
        this.steps = new AttemptSteps(name, loop, resolver, source);
        this.engine = new CurrentEngine(settings.session(), source, messages);
        this.events = events;
        this.servers = new Servers(settings.servers());
        this.expiry = new SessionExpiry(name, settings);
        this.attempts = new Attempts(new ReconnectPolicy(settings.reconnect()), loop);
        this.redirects = new Redirects(name, settings.transport().redirects());
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

    /** Makes the first attempt. */
    public void begin() {
        attempt(servers.next(), null);
    }

    private void attempt(ServerAddress server, Outage last) {
        Preparing preparing = enter(new Preparing(server, last));
        steps.begin(server, () -> state == preparing, new AttemptSteps.Outcome() {

            @Override
            public void ready(ConnectParameters found) {
                connect(server, found, last);
            }

            @Override
            public void notReady(Throwable failure) {
                unavailable(server, ConnectionLoss.notBegun(Sentence.of(failure.getMessage()), failure));
            }

            @Override
            public void notCustomized(Throwable failure) {
                events.gaveUp(errors.customizerFailed(name.get(), FailureText.of(failure), failure));
            }
        });
    }

    private void connect(ServerAddress server, ConnectParameters found, Outage last) {
        enter(new Connecting(server, found, last));
        try {
            engine.connect(found.request(expiry.cleanStart()), this);
        } catch (RuntimeException e) {
            // The engine would swallow it, and nothing would happen any more.
            events.gaveUp(errors.notEvenTried(name.get(), server.toString(), FailureText.of(e), e));
        }
    }

    @Override
    public void connected(AcceptedConnection accepted) {
        ServerAddress server = server();
        String place = place(server);
        LiveConnection live = new LiveConnection(engine.get(), accepted, loop.nanoTime());
        enter(new Connected(server, live, new Progress(loop)));
        servers.accepted();
        log.connected(name.get(), place, settings.session().clientId(),
                accepted.sessionPresent() ? "resumed" : "new");
        expiry.connected(accepted, server);
        events.connected(live, connections++ > 0);
    }

    @Override
    public void lost(ConnectionLoss loss) {
        if (state instanceof Closed) {
            // Before DISCONNECT was written.
            engine.leave();
            return;
        }
        if (state instanceof Connected connected) {
            attempts.ended(connected.progress());
        }
        if (state instanceof Connecting connecting && connecting.parameters().hasNext() && LossRules.isUnreachable(loss)) {
            tryNextAddress(connecting, loss);
        } else {
            unavailable(server(), loss);
        }
    }

    /** Within the same attempt. */
    private void tryNextAddress(Connecting failed, ConnectionLoss loss) {
        ConnectParameters next = failed.parameters().next();
        log.nextAddress(name.get(), place(failed.server()), loss.text(), Place.literal(next.address().getAddress()));
        // Later, as the engine is not done with the address that failed.
        loop.execute(() -> {
            if (state == failed) {
                connect(failed.server(), next, failed.last());
            }
        });
    }

    /** With the address that is tried, for the log. */
    private String place(ServerAddress server) {
        return state instanceof Connecting connecting ? Place.of(server, connecting.parameters().address())
                : server.toString();
    }

    @Override
    public void broken() {
        if (state instanceof Closed) {
            return;
        }
        replaceEngine();
        if (state instanceof Connecting || state instanceof Connected) {
            String text = "the server answered an attempt that was over";
            lost(ConnectionLoss.notBegun(text, new IllegalStateException(text)));
        }
    }

    private void replaceEngine() {
        engine.replace();
        events.engineReplaced();
    }

    /** The next attempt follows after a delay, unless this was the end. */
    private void unavailable(ServerAddress server, ConnectionLoss loss) {
        String place = place(server);
        Outage outage = new Outage(server, loss, attempts.retries(), attempts.firstLossNanos());
        enter(new Waiting(outage, Loop.Timer.NONE));
        events.lost(loss);
        if (LossRules.isFinal(loss)) {
            events.gaveUp(errors.refusedForGood(name.get(), server.toString(), loss.text(), loss.cause()));
        } else if (!attempts.mayRetry()) {
            events.gaveUp(errors.gaveUp(name.get(), server.toString(), attempts.retries(), loss.text(), loss.cause()));
        } else if (state instanceof Waiting) {
            waitForNext(server, place, loss);
        }
    }

    private void waitForNext(ServerAddress server, String place, ConnectionLoss loss) {
        if (LossRules.isSessionTakenOver(loss)) {
            expiry.takenOver(server);
        }
        ServerAddress redirected = redirects.target(loss, server);
        Duration delay = attempts.delay(LossRules.isSessionTakenOver(loss));
        log.reconnecting(name.get(), place, loss.text(), delay.toMillis(), attempts.next());
        if (loss.fault() == Fault.IDENTIFIER_REUSED) {
            log.identifierConflict(name.get(), server.toString());
            replaceEngine();
        }
        Outage outage = new Outage(server, loss, attempts.retries(), attempts.firstLossNanos());
        enter(new Waiting(outage,
                loop.schedule(delay, () -> attempt(redirected == null ? servers.next() : redirected, outage))));
    }

    /** Ends a connection that is of no use: it counts as lost, and not as progress. */
    public void giveUp(String why) {
        if (state instanceof Connected connected) {
            connected.progress().givenUp();
            engine.drop(why);
        }
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
        ServerAddress tried = state.server();
        return tried == null ? settings.server() : tried;
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
            engine.disconnect(() -> {
                log.disconnected(name.get(), server.toString());
                done.run();
            });
        } else {
            engine.leave();
            done.run();
        }
    }
}
