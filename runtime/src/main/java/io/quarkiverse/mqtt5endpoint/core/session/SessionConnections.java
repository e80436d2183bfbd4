package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.connect.ConnectionManager;
import io.quarkiverse.mqtt5endpoint.core.consume.Inbox;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.Link;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.publish.Outbox;

/**
 * Passes on what happens to the connection, to all whom it concerns and in the order that they need.
 *
 * @param whenGivenUp called with the cause when there is no further attempt
 */
record SessionConnections(Link link, Tenants tenants, Inbox inbox, Outbox outbox, Consumer<Throwable> whenGivenUp)
        implements
            ConnectionManager.Events {

    @Override
    public void connected(LiveConnection live, boolean again) {
        tenants.observe(observer -> observer.connected(live.accepted(), again));
        inbox.connected(live, again);
        outbox.connected(live);
        tenants.each(tenant -> {
            // One that can't use this server ends all.
            if (!link.isOver()) {
                tenant.connected(live);
            }
        });
    }

    @Override
    public void lost(ConnectionLoss loss) {
        inbox.connectionLost();
        outbox.connectionLost(loss.text());
        tenants.observe(observer -> observer.lost(loss));
    }

    @Override
    public void engineReplaced() {
        inbox.engineReplaced();
        outbox.engineReplaced();
    }

    @Override
    public void gaveUp(Throwable cause) {
        whenGivenUp.accept(cause);
    }
}
