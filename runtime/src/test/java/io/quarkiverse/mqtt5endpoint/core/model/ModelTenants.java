package io.quarkiverse.mqtt5endpoint.core.model;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.session.SessionParts;
import io.quarkiverse.mqtt5endpoint.core.session.SessionRegistry;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;

/** Who leases the session, until the last one has released it. */
final class ModelTenants {

    private final ModelWorld world;
    private final SessionRegistry registry = new SessionRegistry();

    private int present;
    private int releases;
    private int released;

    ModelTenants(ModelWorld world) {
        this.world = world;
    }

    SessionLease acquire(String name, SampleSettings settings, ChannelObserver observer) {
        present++;
        SessionParts parts = new SessionParts(() -> world.loop, (session, on) -> world.engines,
                host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())), null, null,
                Runnable::run);
        return registry.acquire(
                new SessionRegistry.Request(name, settings.client(), List.of(), parts, observer, live -> {
                }));
    }

    /** Whether the session ends with this channel. */
    boolean isLast() {
        return present == 1;
    }

    void leave(ModelChannel channel) {
        if (channel.hasLeft()) {
            return;
        }
        if (isLast()) {
            world.stopping();
        } else {
            present--;
            channel.leave();
        }
        release(channel.lease());
    }

    void release(SessionLease lease) {
        releases++;
        lease.release().subscribe().with(done -> released++);
    }

    void stop() {
        world.stopping();
        registry.stop().subscribe().with(done -> world.loop.assertCurrent());
    }

    boolean areGone() {
        return releases == released && registry.size() == 0;
    }
}
