package io.quarkiverse.mqtt5endpoint.core.settings;

import java.util.Arrays;
import java.util.List;

/**
 * A topic filter as topics are compared with it (MQTT 5, 4.7): of a shared subscription, what comes after {@code
 * $share/<share name>/}.
 */
public final class TopicFilter {

    private static final String ONE_LEVEL = "+";
    private static final String ALL_LEVELS = "#";

    private final String filter;
    private final String[] levels;

    private TopicFilter(String filter) {
        this.filter = filter;
        this.levels = Topics.withoutShare(filter).split("/", -1);
    }

    /** A valid filter, with or without share name. */
    public static TopicFilter of(String filter) {
        return new TopicFilter(filter);
    }

    public static List<TopicFilter> all(List<String> filters) {
        return filters.stream().map(TopicFilter::of).toList();
    }

    /** On one connection, overlapping filters get several copies of a message, and which one is meant nobody can tell. */
    public static void checkNoOverlap(Attribute attribute, List<String> filters) {
        for (int i = 0; i < filters.size(); i++) {
            for (int k = 0; k < i; k++) {
                if (of(filters.get(k)).overlaps(of(filters.get(i)))) {
                    throw attribute.wrong(filters.get(k) + "," + filters.get(i), "name filters that don't overlap");
                }
            }
        }
    }

    /** Whether a message of this topic belongs to the subscription. Allocates nothing. */
    public boolean matches(String topic) {
        if (topic.startsWith("$") && beginsWithWildcard()) {
            return false;
        }
        int from = 0;
        for (String level : levels) {
            if (level.equals(ALL_LEVELS)) {
                // 4.7.1.2: # stands for its parent level, too.
                return true;
            }
            if (from > topic.length()) {
                return false;
            }
            int slash = topic.indexOf('/', from);
            int end = slash < 0 ? topic.length() : slash;
            if (!level.equals(ONE_LEVEL) && (level.length() != end - from || !topic.startsWith(level, from))) {
                return false;
            }
            from = end + 1;
        }
        return from > topic.length();
    }

    /** Whether there is a topic that both filters match. */
    public boolean overlaps(TopicFilter other) {
        if (beginsWithDollar() && other.beginsWithWildcard() || other.beginsWithDollar() && beginsWithWildcard()) {
            return false;
        }
        for (int i = 0;; i++) {
            boolean end = i == levels.length;
            boolean otherEnd = i == other.levels.length;
            if (end || otherEnd) {
                return end && otherEnd || end && other.levels[i].equals(ALL_LEVELS) || otherEnd && levels[i].equals(ALL_LEVELS);
            }
            if (levels[i].equals(ALL_LEVELS) || other.levels[i].equals(ALL_LEVELS)) {
                return true;
            }
            if (!levels[i].equals(ONE_LEVEL) && !other.levels[i].equals(ONE_LEVEL) && !levels[i].equals(other.levels[i])) {
                return false;
            }
        }
    }

    // 4.7.2: a wildcard at the beginning does not match topics that begin with $
    private boolean beginsWithWildcard() {
        return levels[0].equals(ONE_LEVEL) || levels[0].equals(ALL_LEVELS);
    }

    private boolean beginsWithDollar() {
        return levels[0].startsWith("$");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicFilter that && Arrays.equals(levels, that.levels);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(levels);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return filter;
    }
}
