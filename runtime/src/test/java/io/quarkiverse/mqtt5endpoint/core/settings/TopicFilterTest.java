package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of MQTT 5, 4.7, and what lies between them. */
class TopicFilterTest {

    @ParameterizedTest(name = "{0} matches {1}")
    @CsvSource(quoteCharacter = '"', value = {
            "sport/tennis/player1/#,sport/tennis/player1", "sport/tennis/player1/#,sport/tennis/player1/ranking",
            "sport/tennis/player1/#,sport/tennis/player1/score/wimbledon", "sport/#,sport", "#,a", "#,/", "#,a/b/c",
            "sport/tennis/+,sport/tennis/player1", "sport/+,sport/", "+/+,/finance", "/+,/finance", "+,a",
            "+/tennis/#,sport/tennis",
            "sport/+/player1,sport/tennis/player1", "sport/+/player1,sport//player1", "a,a", "a/b,a/b", "/,/", "//,//", "a/,a/",
            "$SYS/#,$SYS/x", "$SYS/monitor/+,$SYS/monitor/Clients", "$SYS,$SYS", "+/+/#,a/b", "+/+/#,a/b/c/d", "/#,/", "/#,/a",
            "a b/+,a b/c", "\u20ac/+,\u20ac/\u00e4", "$share/g/a/+,a/b", "$share/g/#,a", "$share/g//a,/a",
            "$share/g/$SYS/#,$SYS/x",
            "a/$b,a/$b", "a/#,a/$b", "a/+,a/$b" })
    void matches(String filter, String topic) {
        assertThat(TopicFilter.of(filter).matches(topic)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not match {1}")
    @CsvSource(quoteCharacter = '"', value = {
            "sport/tennis/+,sport/tennis/player1/ranking", "sport/+,sport", "+,/finance", "+,a/b", "#,$SYS/x",
            "+/monitor/Clients,$SYS/monitor/Clients",
            "+,$SYS", "#,$SYS", "$SYS/#,SYS/x", "a,A", "a,a/", "a/,a", "a,b", "ab,a", "a,ab", "a/b,a/bc", "a/bc,a/b", "/a,a",
            "a,/a",
            "sport/#,sports", "sport/#,sports/a", "a/+/c,a/b", "a/+/c,a/b/c/d", "+/+,a", "a/b/#,a", "a//b,a/b", "$share/g/a,b",
            "$share/g/a,$share/g/a", "$share/g/#,$SYS/x", "$share/g/+,$SYS" })
    void doesNotMatch(String filter, String topic) {
        assertThat(TopicFilter.of(filter).matches(topic)).isFalse();
    }

    @ParameterizedTest(name = "{0} overlaps {1}")
    @CsvSource({ "a,a", "#,a", "#,#", "+,a", "+,+", "a/+,+/b", "a/#,a", "a/#,a/b/c", "a/+/#,a/b", "a/+/c,a/b/+", "#,a/b",
            "+/#,a",
            "$SYS/#,$SYS/+", "$share/one/a,a", "$share/one/a,$share/two/a", "$share/g/a/+,a/#", "/,+/+", "a//+,a/+/b", "/#,/" })
    void overlaps(String one, String other) {
        assertThat(TopicFilter.of(one).overlaps(TopicFilter.of(other))).isTrue();
        assertThat(TopicFilter.of(other).overlaps(TopicFilter.of(one))).isTrue();
    }

    @ParameterizedTest(name = "{0} does not overlap {1}")
    @CsvSource({ "a,b", "a,a/b", "a/+,a", "a/+,b/+", "a/+/c,a/b/d", "+,a/b", "#,$SYS/x", "+/x,$SYS/x", "$SYS/#,#",
            "a/b/#,a/c/#",
            "/a,a", "a/,a", "$share/g/a,b", "+,/" })
    void doesNotOverlap(String one, String other) {
        assertThat(TopicFilter.of(one).overlaps(TopicFilter.of(other))).isFalse();
        assertThat(TopicFilter.of(other).overlaps(TopicFilter.of(one))).isFalse();
    }

    @Test
    void shareNameIsNoPartOfWhatIsCompared() {
        assertThat(TopicFilter.of("$share/g/a/+")).isEqualTo(TopicFilter.of("a/+")).hasSameHashCodeAs(TopicFilter.of("a/+"))
                .hasToString("$share/g/a/+").isNotEqualTo(TopicFilter.of("a/b"));
    }
}
