package io.quarkiverse.mqtt5endpoint.core.consume;

import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.mqtt5endpoint.core.settings.Topics;

/**
 * Finds what belongs to a topic, by filters that don't overlap. What that costs depends on the number of levels of the
 * topic, and not on the number of filters. Not thread-safe.
 */
final class TopicTree<T> {

    private static final String ONE_LEVEL = "+";
    private static final String ALL_LEVELS = "#";

    private static final class Node<T> {

        private final Map<String, Node<T>> levels = new HashMap<>();
        private T value;

        boolean isEmpty() {
            return value == null && levels.isEmpty();
        }
    }

    private final Node<T> root = new Node<>();

    /**
     * @param filter with or without {@code $share/<share name>/}
     */
    void put(String filter, T value) {
        Node<T> node = root;
        for (String level : levels(filter)) {
            node = node.levels.computeIfAbsent(level, name -> new Node<>());
        }
        node.value = value;
    }

    void remove(String filter) {
        remove(root, levels(filter), 0);
    }

    private static <T> void remove(Node<T> node, String[] levels, int depth) {
        if (depth == levels.length) {
            node.value = null;
            return;
        }
        Node<T> next = node.levels.get(levels[depth]);
        if (next != null) {
            remove(next, levels, depth + 1);
            if (next.isEmpty()) {
                node.levels.remove(levels[depth]);
            }
        }
    }

    private static String[] levels(String filter) {
        return Topics.withoutShare(filter).split("/", -1);
    }

    boolean isEmpty() {
        return root.isEmpty();
    }

    /** {@code null} for nothing. */
    T get(String topic) {
        return find(root, topic, 0);
    }

    /**
     * @param from where the next level begins; beyond the end if there is none
     */
    private static <T> T find(Node<T> node, String topic, int from) {
        if (from > topic.length()) {
            // 4.7.1.2: # stands for its parent level, too.
            return node.value == null ? valueOf(node.levels.get(ALL_LEVELS)) : node.value;
        }
        if (node.levels.isEmpty()) {
            return null;
        }
        int slash = topic.indexOf('/', from);
        int end = slash < 0 ? topic.length() : slash;
        T found = in(node.levels.get(topic.substring(from, end)), topic, end);
        // 4.7.2: a wildcard at the beginning does not match topics that begin with $
        if (found != null || from == 0 && topic.startsWith("$")) {
            return found;
        }
        found = in(node.levels.get(ONE_LEVEL), topic, end);
        return found == null ? valueOf(node.levels.get(ALL_LEVELS)) : found;
    }

    private static <T> T in(Node<T> node, String topic, int end) {
        return node == null ? null : find(node, topic, end + 1);
    }

    private static <T> T valueOf(Node<T> node) {
        return node == null ? null : node.value;
    }
}
