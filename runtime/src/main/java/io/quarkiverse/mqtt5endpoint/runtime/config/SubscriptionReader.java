package io.quarkiverse.mqtt5endpoint.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.RetainHandling;
import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/**
 * Reads what an incoming channel subscribes to.
 *
 * @param application the application's name; empty if it has none
 */
record SubscriptionReader(Attributes attributes, ChannelName channel, Optional<String> application) {

    // A comma that no backslash stands before separates filters.
    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\),");

    SubscriptionSettings read() {
        SubscriptionSettings subscription = new SubscriptionSettings(filters(),
                attributes.integer(Attribute.QOS).orElseThrow(),
                attributes.bool(Attribute.NO_LOCAL).orElseThrow(),
                attributes.bool(Attribute.RETAIN_AS_PUBLISHED).orElseThrow(),
                attributes.choice(Attribute.RETAIN_HANDLING, RetainHandling.class).orElseThrow());
        if (subscription.noLocal() && subscription.hasShared()) {
            // MQTT 5, 3.8.3.1: a protocol error
            throw Attribute.NO_LOCAL.wrong(true, "be `false` with a shared subscription");
        }
        return subscription;
    }

    /** As they are sent. */
    private List<String> filters() {
        boolean shared = attributes.bool(Attribute.SHARED_SUBSCRIPTION).orElseThrow();
        String shareName = shareName();
        Optional<String> several = attributes.text(Attribute.TOPICS);
        Attribute attribute = several.isEmpty() ? Attribute.TOPIC : Attribute.TOPICS;
        List<String> filters = several.map(this::severalFilters).orElseGet(this::oneFilter).stream()
                .map(filter -> shared && !Topics.isShared(filter) ? Topics.shared(attribute, shareName, filter) : filter)
                .toList();
        TopicFilter.checkNoOverlap(attribute, filters);
        return filters;
    }

    private List<String> oneFilter() {
        return List.of(Topics.checkFilter(Attribute.TOPIC,
                attributes.text(Attribute.TOPIC).orElse(channel.configured())));
    }

    private List<String> severalFilters(String filters) {
        if (attributes.text(Attribute.TOPIC).isPresent()) {
            throw Attribute.TOPICS.wrong(filters, "not be set together with `" + Attribute.TOPIC.key() + "`");
        }
        return Stream.of(SEPARATOR.split(filters, -1))
                .map(filter -> Topics.checkFilter(Attribute.TOPICS, filter.trim().replace("\\,", ",")))
                .toList();
    }

    private String shareName() {
        return attributes.text(Attribute.SHARE_NAME).map(name -> Topics.checkShareName(Attribute.SHARE_NAME, name))
                .orElseGet(() -> (application.map(name -> name + "-").orElse("") + channel.configured())
                        .replaceAll("[/+#\u0000{}]", "-"));
    }
}
