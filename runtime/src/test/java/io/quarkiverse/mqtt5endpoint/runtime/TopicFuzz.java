package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.List;

import com.hivemq.client.mqtt.datatypes.MqttTopic;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;

import io.quarkiverse.mqtt5endpoint.core.settings.Attribute;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.quarkiverse.mqtt5endpoint.core.settings.Topics;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

/** What names and filters are allowed, what matches and what overlaps. A topic, and two filters, each on its line. */
public final class TopicFuzz {

    private TopicFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        List<String> lines = FuzzInput.lines(bytes);
        if (lines.size() < 3) {
            return;
        }
        String topic = lines.get(0);
        String filter = lines.get(1);
        String other = lines.get(2);
        boolean goodTopic = isName(topic);
        if (isFilter(filter) && goodTopic) {
            checkMatch(filter, topic);
        }
        if (isFilter(filter) && isFilter(other)) {
            checkOverlap(filter, other);
        }
        if (isFilter(filter) && isFilter(other) && goodTopic) {
            checkCommon(filter, other, topic);
        }
    }

    private static boolean isName(String topic) {
        boolean good = Topics.wrongName(topic) == null;
        boolean expected = !isReserved(topic) && accepts(() -> MqttTopic.of(topic));
        check(good == expected, "name", good, topic);
        return good;
    }

    private static boolean isFilter(String filter) {
        boolean good = checked(filter);
        boolean expected = !isReserved(filter) && accepts(() -> MqttTopicFilter.of(filter));
        check(good == expected, "filter", good, filter);
        return good;
    }

    private static boolean checked(String filter) {
        try {
            return Topics.checkFilter(Attribute.TOPIC, filter).equals(filter);
        } catch (InvalidAttributeException e) {
            return false;
        }
    }

    private static void checkMatch(String filter, String topic) {
        boolean matches = TopicFilter.of(filter).matches(topic);
        // 4.7.2, which the client leaves to servers
        boolean hidden = topic.startsWith("$") && Topics.withoutShare(filter).matches("[+#].*");
        boolean expected = !hidden && MqttTopicFilter.of(filter).matches(MqttTopic.of(topic));
        check(matches == expected, "matches", matches, filter, topic);
    }

    private static void checkOverlap(String filter, String other) {
        boolean overlaps = overlap(filter, other);
        check(overlaps == overlap(other, filter), "the same from both sides", overlaps, filter, other);
        check(overlap(filter, filter), "overlaps itself", false, filter);
        if (overlaps) {
            String common = common(filter, other);
            check(TopicFilter.of(filter).matches(common) && TopicFilter.of(other).matches(common), "overlaps", true, filter,
                    other, common);
        }
    }

    private static void checkCommon(String filter, String other, String topic) {
        if (TopicFilter.of(filter).matches(topic) && TopicFilter.of(other).matches(topic)) {
            check(overlap(filter, other), "overlaps", false, filter, other, topic);
        }
    }

    private static boolean overlap(String filter, String other) {
        return TopicFilter.of(filter).overlaps(TopicFilter.of(other));
    }

    /** A topic that both filters match, if they overlap. */
    private static String common(String filter, String other) {
        String[] levels = Topics.withoutShare(filter).split("/", -1);
        String[] others = Topics.withoutShare(other).split("/", -1);
        StringBuilder topic = new StringBuilder();
        for (int i = 0; i < Math.max(levels.length, others.length); i++) {
            String level = i < levels.length ? levels[i] : "#";
            String otherLevel = i < others.length ? others[i] : "#";
            if (isEnd(level, i, levels) && isEnd(otherLevel, i, others)) {
                return i == 0 ? "x" : topic.toString();
            }
            topic.append(i == 0 ? "" : "/").append(isWildcard(level) ? isWildcard(otherLevel) ? "x" : otherLevel : level);
        }
        return topic.toString();
    }

    private static boolean isEnd(String level, int i, String[] levels) {
        return level.equals("#") || i >= levels.length;
    }

    private static boolean isWildcard(String level) {
        return level.equals("+") || level.equals("#");
    }

    private static boolean isReserved(String text) {
        return text.indexOf('{') >= 0 || text.indexOf('}') >= 0;
    }

    private static boolean accepts(Runnable step) {
        try {
            step.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void check(boolean right, String what, boolean found, String... texts) {
        if (!right) {
            throw new AssertionError("Wrong that `" + what + "` is " + found + " for " + List.of(texts));
        }
    }
}
