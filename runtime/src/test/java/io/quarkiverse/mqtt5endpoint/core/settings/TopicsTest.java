package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.runtime.i18n.InvalidAttributeException;

class TopicsTest {

    @ParameterizedTest
    @ValueSource(strings = { "a", "a/b", "/", "//", "a b", "$SYS/x", "$share", "\u20ac", "\ud83d\ude00", "a\uffff", "\u0001" })
    void names(String name) {
        assertThat(Topics.checkName(Attribute.TOPIC, name)).isEqualTo(name);
        assertThat(Topics.wrongName(name)).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "'',not be empty", "+,wildcards", "a/#,wildcards", "a+,wildcards", "{,reserved", "a/},reserved" })
    void noNames(String name, String why) {
        assertThat(Topics.wrongName(name)).contains(why);
        assertThatThrownBy(() -> Topics.checkName(Attribute.WILL_TOPIC, name))
                .hasMessage("attribute `will-topic` must " + Topics.wrongName(name) + ", but was `" + name + "`");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "+", "#", "+/+", "a/+/#", "/#", "a//b", "$share/g/a", "$share/g/#", "$share/g//",
            "$share/a b/+",
            "$Share/g", "$share" })
    void filters(String filter) {
        assertThat(Topics.checkFilter(Attribute.TOPIC, filter)).isEqualTo(filter);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a+", "+a", "a/b+/c", "#/", "a#", "a/#/b", "##", "{}", "$share/", "$share/g", "$share/g/",
            "$share//a",
            "$share/+/a", "$share/g#/a", "$share/g/a#", "$share/g/{}" })
    void noFilters(String filter) {
        InvalidAttributeException refused = catchThrowableOfType(InvalidAttributeException.class,
                () -> Topics.checkFilter(Attribute.TOPIC, filter));
        assertThat(refused.attribute()).isEqualTo("topic");
        assertThat(refused.allowed()).isNotBlank();
    }

    @Test
    void lengthIsCountedInBytes() {
        assertThat(Topics.wrongUtf8("x".repeat(65_535))).isNull();
        assertThat(Topics.wrongUtf8("x".repeat(65_536))).isEqualTo("not be longer than 65535 bytes");
        assertThat(Topics.wrongUtf8("\u20ac".repeat(21_845))).isNull();
        assertThat(Topics.wrongUtf8("\u20ac".repeat(21_845) + "x")).isNotNull();
        assertThat(Topics.wrongUtf8("\ud83d\ude00".repeat(16_383) + "xxx")).isNull();
        assertThat(Topics.wrongUtf8("\ud83d\ude00".repeat(16_384))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "\ud800", "\udc00", "\udc00\ud800", "a\ud800b" })
    void halfACharacterIsNoText(String text) {
        assertThat(Topics.wrongUtf8(text)).contains("UTF-8");
    }

    @Test
    void discouragedCharacterIsNamed() {
        assertThat(Topics.discouraged("plants/\ud83d\ude00")).isNull();
        assertThat(Topics.discouraged("plants/\u0085")).isEqualTo("not contain the character U+0085");
        assertThat(Topics.discouraged("plants/\ud83f\udffe")).isEqualTo("not contain the character U+1FFFE");
        assertThat(Topics.discouraged("plants/\ufdd0")).isEqualTo("not contain the character U+FDD0");
    }

    @Test
    void characterZeroIsNoText() {
        assertThat(Topics.wrongUtf8("a\u0000")).contains("U+0000");
    }

    @Test
    void whatIsWrongWithATextIsSaidWithAReadableText() {
        assertThatThrownBy(() -> Topics.checkUtf8(Attribute.CLIENT_ID, "ann\u0000"))
                .hasMessage("attribute `client-id` must not contain the character U+0000, but was `ann?`");
    }

    @ParameterizedTest
    @CsvSource({ "a/+,a/+", "$share/g/a,a", "$share/g//a,/a", "$share/g/#,#", "$share/g/,''", "$share/g,''",
            "$shared/g/a,$shared/g/a" })
    void shareIsNoPartOfWhatTopicsAreComparedWith(String filter, String bare) {
        assertThat(Topics.withoutShare(filter)).isEqualTo(bare);
    }

    @Test
    void sharedFilters() {
        assertThat(Topics.shared(Attribute.TOPIC, "g", "a/+")).isEqualTo("$share/g/a/+").matches(Topics::isShared);
        assertThat(Topics.isShared("$share")).isFalse();
        assertThat(Topics.hasWildcard("a/+")).isTrue();
        assertThat(Topics.hasWildcard("#")).isTrue();
        assertThat(Topics.hasWildcard("$share/g/a")).isFalse();
    }
}
