package io.quarkiverse.mqtt5endpoint.core.session;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.OutgoingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.smallrye.mutiny.Uni;

/** All connections of the application. Used while channels are made, which one thread does, and to stop. */
public final class SharedClients {

    /** A connection with the channels that use it, the first of which says what it is. */
    private record Entry(String channel, ClientSettings settings, ClientSession session,
            Map<String, List<TopicFilter>> filters) {
    }

    private final List<Entry> entries = new ArrayList<>();
    private final ConnectionMaker connections;

    /**
     * @param blocking where the application's code may take its time
     */
    public SharedClients(AddressResolver resolver, Executor blocking) {
        this.connections = new ConnectionMaker(resolver, blocking);
    }

    /**
     * What a channel needs to consume, over a connection of its own or one that it shares.
     *
     * @param loop where the channel lives
     * @param of what the application adds, which counts where this channel is the first of its connection
     */
    public synchronized ConsumerRole consumer(IncomingSettings channel, EventLoop loop,
            Provided of) {
        Entry entry = entry(channel.channel(), channel.client(), loop);
        List<TopicFilter> filters = TopicFilter.all(channel.subscription().filters());
        entry.filters().forEach((other, others) -> refuseOverlap(entry, other, others, channel.channel(), filters));
        entry.filters().put(channel.channel(), filters);
        return entry.session().consumer(channel, of);
    }

    /** What a channel needs to publish. Like {@link #consumer}. */
    public synchronized ProducerRole producer(OutgoingSettings channel, EventLoop loop,
            Provided of) {
        return entry(channel.channel(), channel.client(), loop).session().producer(channel, of);
    }

    private Entry entry(String channel, ClientSettings settings, EventLoop loop) {
        String name = settings.sharedConnectionName();
        for (Entry entry : entries) {
            if (name != null && name.equals(entry.settings().sharedConnectionName())) {
                refuseDifference(entry, channel, settings);
                return entry;
            }
        }
        entries.forEach(entry -> refuseSameIdentity(channel, settings, entry));
        Entry entry = new Entry(channel, settings, new ClientSession(settings, loop, connections),
                new LinkedHashMap<>());
        entries.add(entry);
        return entry;
    }

    private static void refuseDifference(Entry entry, String channel, ClientSettings settings) {
        entry.settings().firstDifference(settings).ifPresent(attribute -> {
            throw errors.sharedSettingsDiffer(entry.channel(), channel, settings.sharedConnectionName(), attribute);
        });
    }

    /** On one connection, overlapping filters get several copies of a message, and which one is meant nobody can tell. */
    private static void refuseOverlap(Entry entry, String channel, List<TopicFilter> filters, String other,
            List<TopicFilter> others) {
        for (TopicFilter one : filters) {
            others.stream().filter(one::overlaps).findFirst().ifPresent(overlapping -> {
                throw errors.sharedFiltersOverlap(channel, other, entry.settings().sharedConnectionName(), one.toString(),
                        overlapping.toString());
            });
        }
    }

    /** Two connections with one client id at one server would end each other for ever. */
    private static void refuseSameIdentity(String channel, ClientSettings settings, Entry entry) {
        ClientSettings other = entry.settings();
        if (settings.session().clientId().equals(other.session().clientId())) {
            String id = settings.session().clientId();
            settings.servers().stream().filter(other.servers()::contains).findFirst().ifPresent(server -> {
                throw errors.sameClientId(entry.channel(), channel, server.toString(), id, id);
            });
        }
    }

    /** Stops all of them in an orderly way, within the longest time that one of them is given. */
    public synchronized Uni<Void> stop() {
        List<ClientSession> sessions = entries.stream().map(Entry::session).filter(ClientSession::isStarted).toList();
        return new OrderlyStop(longestTimeout()).of(sessions);
    }

    /** How long {@link #stop()} takes at most. */
    public synchronized Duration longestTimeout() {
        return entries.stream().map(entry -> entry.session().shutdownTimeout()).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
