package io.quarkiverse.mqtt5endpoint.core.session;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;

/** All who use a session, in the order of their channels' names. Any thread. */
final class Tenants {

    private final SortedMap<String, Tenant> byChannel = new ConcurrentSkipListMap<>();

    void add(Tenant tenant) {
        byChannel.put(tenant.channel(), tenant);
    }

    void remove(Tenant tenant) {
        byChannel.remove(tenant.channel(), tenant);
    }

    /** Whose session it is, for the log. */
    String names() {
        return String.join("`, `", byChannel.keySet());
    }

    boolean areSeveral() {
        return byChannel.size() > 1;
    }

    void each(Consumer<Tenant> action) {
        byChannel.values().forEach(action);
    }

    void observe(Consumer<ChannelObserver> report) {
        each(tenant -> report.accept(tenant.observer()));
    }
}
