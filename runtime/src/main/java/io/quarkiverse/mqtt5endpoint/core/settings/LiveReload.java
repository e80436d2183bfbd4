package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Set;

/**
 * In development, the application may start again in the same process, with the same generated client id.
 *
 * @param earlierFilters what the session was subscribed to before, as it was sent
 */
public record LiveReload(Set<String> earlierFilters) {

    public LiveReload {
        earlierFilters = Set.copyOf(earlierFilters);
    }
}
