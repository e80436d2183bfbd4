package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;

/** A connection manager with a loop, engines and a name server that the test controls, and what the session learns. */
final class ManagedConnection implements ConnectionManager.Events {

    final ManualLoop loop = new ManualLoop();
    final FakeEngines engines = new FakeEngines();
    final List<String> events = new ArrayList<>();
    final ConnectionManager manager;

    // What the name server answers next
    CompletableFuture<InetAddress> address = CompletableFuture.completedFuture(InetAddress.getLoopbackAddress());
    Throwable failure;

    ManagedConnection(ClientSettings settings) {
        this.manager = new ConnectionManager(() -> "words", settings, loop,
                new ConnectParametersResolver(settings, loop, host -> address.thenApply(List::of), null, null, Runnable::run),
                engines, null, this);
    }

    ManagedConnection begin() {
        manager.begin();
        loop.runAll();
        return this;
    }

    /** Connected by the engine that there is. */
    ManagedConnection accept() {
        engine().accept(false);
        loop.runAll();
        return this;
    }

    FakeEngine engine() {
        return engines.last();
    }

    /** How often an engine was asked to connect. */
    int attempts() {
        return engines.made.stream().mapToInt(engine -> engine.connects.size()).sum();
    }

    void report(ConnectionLoss loss) {
        engine().connection.lost(loss);
        loop.runAll();
    }

    @Override
    public void connected(LiveConnection live, boolean again) {
        events.add(again ? "reconnected" : "connected");
    }

    @Override
    public void lost(ConnectionLoss loss) {
        events.add("lost");
    }

    @Override
    public void engineReplaced() {
        events.add("engine replaced");
    }

    @Override
    public void gaveUp(Throwable cause) {
        events.add("gave up");
        failure = cause;
        manager.close(() -> events.add("closed"));
    }
}
