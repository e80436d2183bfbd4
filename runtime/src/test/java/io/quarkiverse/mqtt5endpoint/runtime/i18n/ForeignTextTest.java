package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.mqtt5endpoint.runtime.TestLog;

/** No text from outside forges, hides or reverses a line, through whichever parameter of a message it comes. */
class ForeignTextTest {

    // Names that stand in the application's own configuration or code.
    private static final Set<String> OUR_OWN = Set.of("channel", "other", "culprit", "attribute", "allowed", "attempt",
            "strategy");

    static Stream<String> hostileTexts() {
        return Stream.of("a\r\nb", "a\u0085b", "a\u2028b\u2029c", "a\u001b[2Jb\u009b31mc", "a\u202eb\u2066c", "a\u200bb\ufeffc",
                "a\u0000b", "a\ud800b", "%s %n %d {0} $1");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void charactersThatATerminalActsOnAreReplaced(String text) {
        assertThat(OneLine.of(text)).hasSameSizeAs(text).satisfies(ForeignTextTest::isOneSafeLine);
        assertThat(Sentence.of(text)).isEqualTo(OneLine.of(text));
    }

    @Test
    void textIsCutAt256Characters() {
        assertThat(OneLine.of("\ud83d\ude00".repeat(300))).isEqualTo("\ud83d\ude00".repeat(256) + "...");
        assertThat(OneLine.of("x".repeat(256))).hasSize(256);
    }

    static Stream<Method> exceptions() {
        return Stream.of(Mqtt5Exceptions.class.getDeclaredMethods());
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void noExceptionCarriesRawText(Method message) throws ReflectiveOperationException {
        for (String text : hostileTexts().toList()) {
            Object made = message.invoke(Mqtt5Exceptions.errors, arguments(message, text));
            isOneSafeLine(made instanceof Throwable thrown ? thrown.getMessage() : (String) made);
        }
    }

    static Stream<Method> lines() {
        return Stream.of(Mqtt5Log.class.getDeclaredMethods());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void noLineOfTheLogCarriesRawText(Method message) throws ReflectiveOperationException {
        try (TestLog log = new TestLog()) {
            for (String text : hostileTexts().toList()) {
                message.invoke(Mqtt5Log.log, arguments(message, text));
            }
            List<String> lines = log.messagesOf("foreign-" + message.getName());
            assertThat(lines).hasSize((int) hostileTexts().count()).allSatisfy(ForeignTextTest::isOneSafeLine);
        }
    }

    private static Object[] arguments(Method message, String text) {
        return Arrays.stream(message.getParameters()).map(parameter -> argument(message, parameter, text)).toArray();
    }

    private static Object argument(Method message, Parameter parameter, String text) {
        if (parameter.getType() == String.class) {
            return OUR_OWN.contains(parameter.getName()) ? "foreign-" + message.getName() : text;
        }
        if (parameter.getType() == Throwable.class) {
            return new IllegalStateException(text);
        }
        return parameter.getType() == int.class ? (Object) 1 : 1L;
    }

    private static void isOneSafeLine(String text) {
        assertThat(text.codePoints().allMatch(OneLine::isShown)).as(text).isTrue();
    }
}
