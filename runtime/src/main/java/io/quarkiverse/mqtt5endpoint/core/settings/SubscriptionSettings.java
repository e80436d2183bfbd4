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

    /** The same once more, without another copy of retained messages. */
    public SubscriptionSettings withoutRetained() {
        return new SubscriptionSettings(filters, qos, noLocal, retainAsPublished, RetainHandling.DO_NOT_SEND);
    }

    public boolean hasShared() {
        return filters.stream().anyMatch(Topics::isShared);
    }
}
