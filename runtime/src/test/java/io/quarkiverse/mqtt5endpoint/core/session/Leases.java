package io.quarkiverse.mqtt5endpoint.core.session;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngine;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.publish.PendingPublish;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;

/** Leases on sessions of one registry, all on one loop that the test moves. */
final class Leases {

    final ManualLoop loop = new ManualLoop();
    final SessionRegistry registry = new SessionRegistry();
    // One for each lease; the first of a session makes its engines
    final List<FakeEngines> engines = new ArrayList<>();
    final List<LiveConnection> connections = new ArrayList<>();

    SessionLease acquire(String channel, ClientSettings settings, ChannelObserver observer, String... filters) {
        FakeEngines source = new FakeEngines();
        engines.add(source);
        return registry.acquire(new SessionRegistry.Request(channel, settings, TopicFilter.all(Arrays.asList(filters)),
                new SessionParts(() -> loop, (name, on) -> source,
                        host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())), null, null,
                        Runnable::run),
                observer, connections::add));
    }

    /** The engine of the first lease. */
    FakeEngine engine() {
        return engines.get(0).last();
    }

    void accept(boolean sessionPresent) {
        engine().accept(sessionPresent);
        loop.runAll();
    }

    FakePublish receive(String topic, int qos) {
        FakePublish publish = new FakePublish(topic, qos);
        engine().messages.received(publish);
        return publish;
    }

    void start(SessionLease lease) {
        lease.start();
        loop.runAll();
    }

    static PendingPublish publish(SessionLease lease, String topic) {
        return lease.publish(
                new OutgoingPublish(topic, 1, false, ByteBuffer.allocate(0), -1, null, null, null, null, List.of()),
                new PublishTerms(Duration.ZERO));
    }
}
