package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.List;

/**
 * What a channel asks the server to send.
 *
 * @param filters as they are sent, {@code $share/...} included
 */
public record SubscriptionSettings(List<String> filters, int qos, boolean noLocal, boolean retainAsPublished,
        RetainHandling retainHandling) {

    public SubscriptionSettings {
        Attribute.QOS.check(qos);
        filters = List.copyOf(filters);
    }

    public boolean hasShared() {
        return filters.stream().anyMatch(Topics::isShared);
    }
}
