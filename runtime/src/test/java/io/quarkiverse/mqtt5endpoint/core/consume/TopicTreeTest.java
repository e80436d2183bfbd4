package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;

class TopicTreeTest {

    private static final int ROUNDS = 3_000;
    private static final List<String> LEVELS = List.of("a", "b", "", "$a", "aa");

    private final TopicTree<String> tree = new TopicTree<>();

    @Test
    void findsWhatTheSpecificationSays() {
        Stream.of("sport/tennis/player1/#", "sport/+", "/+", "+/+/x", "$SYS/#").forEach(filter -> tree.put(filter, filter));
        assertThat(tree.get("sport/tennis/player1")).isEqualTo("sport/tennis/player1/#");
        assertThat(tree.get("sport/tennis/player1/score/wimbledon")).isEqualTo("sport/tennis/player1/#");
        assertThat(tree.get("sport/")).isEqualTo("sport/+");
        assertThat(tree.get("sport")).isNull();
        assertThat(tree.get("/finance")).isEqualTo("/+");
        assertThat(tree.get("a/b/x")).isEqualTo("+/+/x");
        assertThat(tree.get("$SYS")).isEqualTo("$SYS/#");
        assertThat(tree.get("$other/b/x")).isNull();
    }

    @Test
    void shareNameIsNoPartOfTheTopic() {
        tree.put("$share/group/a/+", "shared");
        assertThat(tree.get("a/b")).isEqualTo("shared");
        tree.remove("$share/group/a/+");
        assertThat(tree.isEmpty()).isTrue();
    }

    @Test
    void findsTheSameAsAComparisonWithEachFilter() {
        Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++) {
            TopicTree<String> some = new TopicTree<>();
            List<String> filters = filtersWithoutOverlap(random);
            filters.forEach(filter -> some.put(filter, filter));
            for (int k = 0; k < 20; k++) {
                String topic = topic(random);
                assertThat(some.get(topic)).as("%s in %s", topic, filters).isEqualTo(naive(filters, topic));
            }
            String removed = filters.remove(random.nextInt(filters.size()));
            some.remove(removed);
            some.remove(removed);
            String topic = topic(random);
            assertThat(some.get(topic)).as("%s in %s", topic, filters).isEqualTo(naive(filters, topic));
            filters.forEach(some::remove);
            assertThat(some.isEmpty()).as("nothing is left behind").isTrue();
        }
    }

    /** MQTT 5, 4.7, as it stands there. */
    private static String naive(List<String> filters, String topic) {
        return filters.stream().filter(filter -> matches(filter.split("/", -1), topic.split("/", -1))).findFirst().orElse(null);
    }

    private static boolean matches(String[] filter, String[] topic) {
        if (topic[0].startsWith("$") && (filter[0].equals("+") || filter[0].equals("#"))) {
            return false;
        }
        for (int i = 0; i < filter.length; i++) {
            if (filter[i].equals("#")) {
                return true;
            }
            if (i >= topic.length || !filter[i].equals("+") && !filter[i].equals(topic[i])) {
                // a/# matches a
                return i == topic.length && i == filter.length - 1 && filter[i].equals("#");
            }
        }
        return filter.length == topic.length;
    }

    private static List<String> filtersWithoutOverlap(Random random) {
        List<String> filters = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String filter = filter(random);
            if (filters.stream().noneMatch(other -> TopicFilter.of(other).overlaps(TopicFilter.of(filter)))) {
                filters.add(filter);
            }
        }
        return filters;
    }

    private static String filter(Random random) {
        String levels = random.ints(1 + random.nextInt(4), 0, LEVELS.size() + 2)
                .mapToObj(i -> i < LEVELS.size() ? LEVELS.get(i) : "+").collect(Collectors.joining("/"));
        return random.nextInt(3) == 0 ? levels + "/#" : levels;
    }

    private static String topic(Random random) {
        return random.ints(1 + random.nextInt(4), 0, LEVELS.size()).mapToObj(LEVELS::get).collect(Collectors.joining("/"));
    }
}
