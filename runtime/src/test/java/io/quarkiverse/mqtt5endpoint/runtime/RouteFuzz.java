package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** A topic has at most one way through the filters of a connection. A topic, and the filters, each on its line. */
public final class RouteFuzz {

    private static final int MANY = 20;

    private RouteFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        List<String> lines = FuzzInput.lines(bytes);
        if (lines.size() < 2 || lines.size() > MANY || Topics.wrongName(lines.get(0)) != null) {
            return;
        }
        List<String> filters = accepted(lines.subList(1, lines.size()));
        List<String> ways = filters.stream().filter(filter -> TopicFilter.of(filter).matches(lines.get(0))).toList();
        if (ways.size() > 1) {
            throw new AssertionError("Several ways for " + lines.get(0) + ": " + ways);
        }
        checkRoundTrip(filters);
    }

    /** Those that are filters and overlap with none before them. */
    private static List<String> accepted(List<String> candidates) {
        List<String> accepted = new ArrayList<>();
        for (String candidate : candidates) {
            accepted.add(candidate);
            try {
                Topics.checkFilter(Attribute.TOPICS, candidate);
                TopicFilter.checkNoOverlap(Attribute.TOPICS, accepted);
            } catch (InvalidAttributeException refused) {
                accepted.remove(accepted.size() - 1);
            }
        }
        return accepted;
    }

    /** As an attribute, with its commas escaped, the list is the same list. */
    private static void checkRoundTrip(List<String> filters) {
        if (filters.isEmpty() || !filters.stream().allMatch(RouteFuzz::isPlain)) {
            return;
        }
        IncomingSettings settings = new ChannelProperties().set("host", "h").set("shared-subscription", "false")
                .set("topics", String.join(",", filters.stream().map(filter -> filter.replace(",", "\\,")).toList()))
                .incoming("in");
        if (!settings.subscription().filters().equals(filters)) {
            throw new AssertionError(filters + " became " + settings.subscription().filters());
        }
    }

    // Blanks around a filter are layout, and a backslash and ${ mean something to the configuration.
    private static boolean isPlain(String filter) {
        return filter.equals(filter.trim()) && filter.indexOf('\\') < 0 && filter.indexOf('$') < 0;
    }
}
