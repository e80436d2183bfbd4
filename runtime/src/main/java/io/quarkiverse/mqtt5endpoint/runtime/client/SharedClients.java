package io.quarkiverse.mqtt5endpoint.runtime.client;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.runtime.settings.ClientSettings;
import io.smallrye.mutiny.Uni;

/** All connections of the application. Used while channels are made, which one thread does, and to stop. */
public final class SharedClients {

    private record Entry(ClientSettings settings, ClientSession session) {
    }

    private final Map<String, Entry> byChannel = new TreeMap<>();
    private final AddressResolver resolver;

    public SharedClients(AddressResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * A connection for a channel. Two with one client id at one server would end each other for ever, so that is
     * refused.
     *
     * @param loop where the channel lives
     */
    public synchronized ClientSession session(String channel, ClientSettings settings, EventLoop loop) {
        byChannel.forEach((other, entry) -> refuseSameIdentity(channel, settings, other, entry.settings()));
        ClientSession session = new ClientSession(channel, settings, loop, resolver);
        byChannel.put(channel, new Entry(settings, session));
        return session;
    }

    private static void refuseSameIdentity(String channel, ClientSettings one, String otherChannel, ClientSettings other) {
        if (one.server().equals(other.server()) && one.session().clientId().equals(other.session().clientId())) {
            String id = one.session().clientId();
            throw errors.sameClientId(otherChannel, channel, one.server().toString(), id, id);
        }
    }

    /** Stops all of them in an orderly way, within the longest time that one of them is given. */
    public synchronized Uni<Void> stop() {
        List<ClientSession> sessions = byChannel.values().stream().map(Entry::session).filter(ClientSession::isStarted)
                .toList();
        return new OrderlyStop(longestTimeout()).of(sessions);
    }

    /** How long {@link #stop()} takes at most. */
    public synchronized Duration longestTimeout() {
        return byChannel.values().stream().map(entry -> entry.session().shutdownTimeout()).max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
