package io.quarkiverse.mqtt5endpoint.core.settings;

import java.nio.charset.StandardCharsets;

/** What MQTT 5 allows as topic names and topic filters (4.7), and what this connector reserves. */
public final class Topics {

    private static final int MAX_BYTES = 65535;
    private static final String SHARE_PREFIX = "$share/";
    private static final String SHARE_NAME = "name a share with at least one character and none of / + #";

    private Topics() {
    }

    /** A topic name that can be published to. */
    public static String checkName(Attribute attribute, String topic) {
        String wrong = wrongName(topic);
        if (wrong != null) {
            throw attribute.wrong(topic, wrong);
        }
        return topic;
    }

    /** What such a topic name must be instead, to follow "must"; {@code null} where it is right. */
    public static String wrongName(String topic) {
        if (topic.isEmpty()) {
            return "not be empty";
        }
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            return "be a topic name without the wildcards + and #";
        }
        return wrongText(topic);
    }

    /** A topic filter that can be subscribed to, with or without {@code $share/<share name>/} before it. */
    public static String checkFilter(Attribute attribute, String filter) {
        if (isShared(filter)) {
            int slash = filter.indexOf('/', SHARE_PREFIX.length());
            if (!isShareName(slash < 0 ? "" : filter.substring(SHARE_PREFIX.length(), slash))) {
                throw attribute.wrong(filter, SHARE_NAME);
            }
        }
        String wrong = wrongFilter(withoutShare(filter));
        wrong = wrong == null ? wrongText(filter) : wrong;
        if (wrong != null) {
            throw attribute.wrong(filter, wrong);
        }
        return filter;
    }

    public static boolean isShared(String filter) {
        return filter.startsWith(SHARE_PREFIX);
    }

    public static boolean hasWildcard(String filter) {
        return filter.indexOf('+') >= 0 || filter.indexOf('#') >= 0;
    }

    /** The filter under a share name. The longest filter may become too long by that. */
    public static String shared(Attribute attribute, String shareName, String filter) {
        String shared = SHARE_PREFIX + shareName + "/" + filter;
        String wrong = wrongUtf8(shared);
        if (wrong != null) {
            throw attribute.wrong(filter, wrong);
        }
        return shared;
    }

    /** The filter that topics are compared with: what comes after {@code $share/<share name>/}. */
    public static String withoutShare(String filter) {
        if (!isShared(filter)) {
            return filter;
        }
        int slash = filter.indexOf('/', SHARE_PREFIX.length());
        return slash < 0 ? "" : filter.substring(slash + 1);
    }

    // MQTT 5, 4.8.2: at least one character, none of / + #
    public static String checkShareName(Attribute attribute, String shareName) {
        if (!isShareName(shareName)) {
            throw attribute.wrong(shareName, SHARE_NAME);
        }
        return checkUtf8(attribute, shareName);
    }

    private static boolean isShareName(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> c == '/' || c == '+' || c == '#');
    }

    /** A string that MQTT can carry (1.5.4). */
    public static String checkUtf8(Attribute attribute, String text) {
        String wrong = wrongUtf8(text);
        if (wrong != null) {
            throw attribute.wrong(text, wrong);
        }
        return text;
    }

    private static String wrongFilter(String filter) {
        if (filter.isEmpty()) {
            return "be a topic filter that is not empty";
        }
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            if (levels[i].indexOf('#') >= 0 && (levels[i].length() > 1 || i < levels.length - 1)) {
                return "be a topic filter with # only as its last level";
            }
            if (levels[i].indexOf('+') >= 0 && levels[i].length() > 1) {
                return "be a topic filter with + only as a whole level";
            }
        }
        return null;
    }

    private static String wrongText(String topic) {
        if (topic.indexOf('{') >= 0 || topic.indexOf('}') >= 0) {
            return "contain neither { nor }, which are reserved";
        }
        return wrongUtf8(topic);
    }

    /** What is wrong with the topic of a message, to follow "must". Braces are reserved in configuration only. */
    public static String wrongMessageTopic(String topic) {
        if (topic.isEmpty()) {
            return "not be empty";
        }
        return hasWildcard(topic) ? "be a topic name without the wildcards + and #" : wrongUtf8(topic);
    }

    /** What MQTT discourages in a string (1.5.4), to follow "must": some servers close the connection for it. */
    public static String discouraged(String text) {
        // Not a stream: this is asked for each message that is published.
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isDiscouraged(text.codePointAt(i))) {
                return "not contain the character U+%04X".formatted(text.codePointAt(i));
            }
        }
        return null;
    }

    // MQTT 5, 1.5.4: control characters, and what Unicode calls noncharacters
    private static boolean isDiscouraged(int character) {
        return Character.getType(character) == Character.CONTROL || (character & 0xFFFE) == 0xFFFE
                || character >= 0xFDD0 && character <= 0xFDEF;
    }

    /** What is wrong with a string as MQTT's UTF-8, to follow "must"; {@code null} where nothing is. */
    public static String wrongUtf8(String text) {
        if (text.indexOf('\u0000') >= 0) {
            return "not contain the character U+0000";
        }
        if (hasLoneSurrogate(text)) {
            return "be text that can be written as UTF-8";
        }
        if (text.length() > MAX_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return "not be longer than " + MAX_BYTES + " bytes";
        }
        return null;
    }

    // All that UTF-8 can't encode. An encoder would be made for each message that is published.
    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                return true;
            }
        }
        return false;
    }
}
