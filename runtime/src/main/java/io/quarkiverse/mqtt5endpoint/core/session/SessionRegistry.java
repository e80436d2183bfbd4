package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ConnectionDifference;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.smallrye.mutiny.Uni;

/** All sessions of the application: a session is there from its first lease to its last. Any thread. */
public final class SessionRegistry {

    /**
     * Who asks for a session.
     *
     * @param filters what it is going to subscribe to; empty for nothing
     * @param parts what a new session is made with
     * @param whenConnected called on the loop for each connection that the server accepted
     */
    public record Request(String channel, ClientSettings settings, List<TopicFilter> filters, SessionParts parts,
            ChannelObserver observer, Consumer<LiveConnection> whenConnected) {
    }

    /**
     * A session with the requests of those who use it.
     *
     * @param channel the one that asked for it first
     * @param requests empty once the session is ending
     */
    private record Entry(MqttSession session, String channel, List<Request> requests) {

        ClientSettings settings() {
            return session.settings();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Uni<Void> stopped = Uni.createFrom().deferred(this::stopAll).memoize().indefinitely();

    /**
     * A lease on a session of its own, or on one that is shared by name.
     *
     * @throws IllegalArgumentException if the request contradicts what is there
     */
    public synchronized SessionLease acquire(Request request) {
        Entry entry = shared(request);
        if (entry == null) {
            entries.forEach(other -> refuseSameIdentity(request, other));
            entry = new Entry(new MqttSession(request.settings(), request.parts()), request.channel(), new ArrayList<>());
            entries.add(entry);
        }
        entry.requests().add(request);
        SessionLease lease = new SessionLease(request.channel(), entry.session(), request.observer(),
                request.whenConnected(), registration(entry, request));
        lease.begin(request.parts());
        return lease;
    }

    private Entry shared(Request request) {
        String name = request.settings().sharedConnectionName();
        for (Entry entry : entries) {
            if (name != null && name.equals(entry.settings().sharedConnectionName()) && !entry.requests().isEmpty()) {
                refuseDifference(entry, request);
                entry.requests().forEach(other -> refuseOverlap(other, request));
                return entry;
            }
        }
        return null;
    }

    private SessionLease.Registration registration(Entry entry, Request request) {
        return new SessionLease.Registration() {

            @Override
            public boolean withdraw() {
                return SessionRegistry.this.withdraw(entry, request);
            }

            @Override
            public void ended() {
                forget(entry);
            }
        };
    }

    private synchronized boolean withdraw(Entry entry, Request request) {
        entry.requests().removeIf(other -> other == request);
        return entry.requests().isEmpty();
    }

    private synchronized void forget(Entry ended) {
        entries.removeIf(entry -> entry.session() == ended.session());
    }

    private static void refuseDifference(Entry entry, Request request) {
        ConnectionDifference.first(entry.settings(), request.settings()).map(Attribute::key).ifPresent(attribute -> {
            throw errors.sharedSettingsDiffer(entry.channel(), request.channel(),
                    request.settings().sharedConnectionName(), attribute);
        });
    }

    /** On one connection, overlapping filters get several copies of a message, and nobody can tell which one is meant. */
    private static void refuseOverlap(Request one, Request other) {
        for (TopicFilter filter : one.filters()) {
            other.filters().stream().filter(filter::overlaps).findFirst().ifPresent(overlapping -> {
                throw errors.sharedFiltersOverlap(one.channel(), other.channel(), one.settings().sharedConnectionName(),
                        filter.toString(), overlapping.toString());
            });
        }
    }

    /** Two connections with one client id at one server would end each other indefinitely. */
    private static void refuseSameIdentity(Request request, Entry entry) {
        ClientSettings settings = request.settings();
        ClientSettings other = entry.settings();
        String id = settings.session().clientId();
        if (id.equals(other.session().clientId())) {
            settings.servers().stream().filter(other.servers()::contains).findFirst().ifPresent(server -> {
                throw errors.sameClientId(entry.channel(), request.channel(), server.toString(), id, id);
            });
        }
    }

    /**
     * Stops all of them in an orderly way, within the longest time that one of them is given. Once: whoever asks again waits
     * for the same stop.
     */
    public Uni<Void> stop() {
        return stopped;
    }

    private synchronized Uni<Void> stopAll() {
        // Also those that never connected: they have a loop, and messages that wait.
        return new OrderlyStop(longestTimeout()).of(entries.stream().map(Entry::session).toList());
    }

    /** How long {@link #stop()} takes at most. */
    public synchronized Duration longestTimeout() {
        return entries.stream().map(entry -> entry.session().settings().shutdownTimeout()).max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How many sessions there are. */
    public synchronized int size() {
        return entries.size();
    }
}
