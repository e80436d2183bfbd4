package io.quarkiverse.mqtt5endpoint.runtime.dev;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.mqtt5endpoint.core.settings.LiveReload;
import io.quarkiverse.mqtt5endpoint.runtime.config.GeneratedIds;
import io.quarkus.dev.console.DevConsoleManager;

/**
 * Generated client ids that live reloads keep, so that unacknowledged messages come back afterwards. They are where dev
 * mode has what survives a change of class loaders: only classes of the JDK can be.
 */
public final class IdsAcrossReloads implements GeneratedIds {

    private static final String IDS = "io.quarkiverse.mqtt5endpoint.client-ids";
    private static final String FILTERS = "io.quarkiverse.mqtt5endpoint.filters";

    private final Map<String, String> ids;
    private final Map<String, Set<String>> filters;
    private final Set<String> before;

    private IdsAcrossReloads(Map<String, String> ids, Map<String, Set<String>> filters) {
        this.ids = ids;
        this.filters = filters;
        this.before = Set.copyOf(ids.keySet());
    }

    /** For one start of the application. */
    public static IdsAcrossReloads ofThisStart() {
        return new IdsAcrossReloads(global(IDS), global(FILTERS));
    }

    private static <T> Map<String, T> global(String name) {
        Map<String, T> kept = DevConsoleManager.getGlobal(name);
        if (kept == null) {
            kept = new ConcurrentHashMap<>();
            DevConsoleManager.setGlobal(name, kept);
        }
        return kept;
    }

    @Override
    public GeneratedId of(String connection) {
        String clientId = ids.computeIfAbsent(connection, name -> GeneratedId.random());
        return new GeneratedId(clientId, before.contains(connection),
                new LiveReload(filters.getOrDefault(clientId, Set.of())));
    }

    @Override
    public void subscribes(String clientId, List<String> filters) {
        this.filters.computeIfAbsent(clientId, id -> ConcurrentHashMap.newKeySet()).addAll(filters);
    }
}
