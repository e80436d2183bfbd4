package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** Failures as they stand in log lines and health texts. */
class FailureTextTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    record Reading(int value, Map<String, Integer> more, List<Reading> others) {
    }

    static Stream<Named<ThrowingCallable>> parsers() {
        return Stream.of(
                Named.of("JSON of another type", () -> MAPPER.readValue("{\"value\":\"secret\"}", Reading.class)),
                Named.of("no JSON", () -> MAPPER.readValue("secret", Reading.class)),
                Named.of("an unknown name", () -> MAPPER.readValue("{\"sec ret\":1}", Reading.class)),
                Named.of("a JSON object", () -> new JsonObject(Buffer.buffer("{\"a\":secret}"))),
                Named.of("a number", () -> Integer.parseInt("secret")),
                Named.of("a date", () -> LocalDate.parse("secret")));
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void parserIsNamedButNotQuoted(ThrowingCallable parser) {
        Throwable failure = catchThrowable(parser);
        assertThat(failure.getMessage()).containsPattern("sec ?ret");
        for (Throwable wrapped : List.of(failure, new IllegalStateException(failure),
                new IllegalStateException("secret", new RuntimeException(failure)))) {
            assertThat(FailureText.of(wrapped)).doesNotContainPattern("sec ?ret").contains(wrapped.getClass().getName());
            assertThat(FailureText.harmless("in", "t", wrapped)).hasNoCause().extracting(Throwable::getMessage).asString()
                    .isEqualTo("MQTT5E00070: Channel `in`: processing of a message of topic `t` failed: "
                            + FailureText.of(wrapped));
        }
    }

    @Test
    void jsonFailureHasPositionAndPathAndItsWrapper() {
        Throwable failure = catchThrowable(() -> MAPPER.readValue("{\"others\":[{\"value\":\n\"secret\"}]}", Reading.class));
        assertThat(FailureText.of(new UncheckedIOException((JsonProcessingException) failure)))
                .isEqualTo("java.io.UncheckedIOException (com.fasterxml.jackson.databind.exc.InvalidFormatException"
                        + " at line 2, column 1, path `$.others[0].value`)");
    }

    @Test
    void pathHasOnlyPlainNames() {
        Throwable failure = catchThrowable(() -> MAPPER.readValue("{\"more\":{\"a secret\\n\":\"x\"}}", Reading.class));
        assertThat(FailureText.of(failure)).endsWith("path `$.more.?`");
    }

    @Test
    void applicationsFailureHasClassAndMessage() {
        assertThat(FailureText.of(new IllegalStateException("out of stock")))
                .isEqualTo("java.lang.IllegalStateException: out of stock");
        assertThat(FailureText.of(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
        assertThat(FailureText.of(new IllegalStateException("a\nb" + "x".repeat(300))))
                .isEqualTo("java.lang.IllegalStateException: a?b" + "x".repeat(253) + "...");
    }

    @Test
    void ownSentenceStandsAsItIs() {
        assertThat(FailureText.of(errors.stopped("in"))).isEqualTo(errors.stopped("in").getMessage());
    }

    @Test
    void harmlessFailureIsPassedOnAsItIs() {
        Throwable failure = new IllegalStateException("out of stock", new RuntimeException());
        assertThat(FailureText.harmless("in", "t", failure)).isSameAs(failure);
    }

    @Test
    void failureWhoseCauseForgesALineIsReplacedByOneWithoutATrace() {
        Throwable failure = new IllegalStateException("why", new RuntimeException("a\nERROR all is lost"));
        assertThat(FailureText.harmless("in", "t", failure)).hasNoCause()
                .hasMessage("MQTT5E00070: Channel `in`: processing of a message of topic `t` failed:"
                        + " java.lang.IllegalStateException: why")
                .extracting(Throwable::getStackTrace).isEqualTo(new StackTraceElement[0]);
    }

    @Test
    void endlessChainOfCausesIsNoProblem() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThat(FailureText.of(first)).endsWith(": first");
        assertThat(FailureText.harmless("in", "t", first)).isSameAs(first);
    }
}
