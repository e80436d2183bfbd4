package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.core.settings.SubscriptionIdentifier;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/** Finds the filter that a Subscription Identifier was made from: one of those that match a topic. */
final class FilterGuess {

    // With n levels there are about 2^(n+2) filters that match.
    private static final int MOST_LEVELS = 10;

    private FilterGuess() {
    }

    /**
     * @param used whose share names the filter may have, too
     * @return {@code null} if it is none that can be found
     */
    static String of(int identifier, String topic, Collection<String> used) {
        String[] levels = topic.split("/", -1);
        if (levels.length > MOST_LEVELS) {
            return null;
        }
        List<String> shares = shares(used);
        return matching(levels).stream().flatMap(filter -> shares.stream().map(share -> share + filter))
                .filter(filter -> SubscriptionIdentifier.of(filter) == identifier).findFirst().orElse(null);
    }

    /** What stands before filters: nothing, or the names of shares. */
    private static List<String> shares(Collection<String> used) {
        return Stream.concat(Stream.of(""), used.stream().filter(Topics::isShared)
                .map(filter -> filter.substring(0, filter.length() - Topics.withoutShare(filter).length())))
                .distinct().toList();
    }

    private static List<String> matching(String[] levels) {
        List<String> filters = new ArrayList<>(List.of("#"));
        List<String> beginnings = List.of("");
        for (int i = 0; i < levels.length; i++) {
            List<String> longer = new ArrayList<>();
            for (String beginning : beginnings) {
                longer.add(beginning + levels[i] + "/");
                longer.add(beginning + "+/");
            }
            longer.forEach(beginning -> filters.add(beginning + "#"));
            beginnings = longer;
        }
        beginnings.forEach(whole -> filters.add(whole.substring(0, whole.length() - 1)));
        return filters;
    }
}
