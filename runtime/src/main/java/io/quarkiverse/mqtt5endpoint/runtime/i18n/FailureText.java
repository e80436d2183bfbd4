package io.quarkiverse.mqtt5endpoint.runtime.i18n;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Exceptions.errors;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Renders a failure for log lines and health texts: class and message on one line, or class, position and path if a
 * text could not be parsed, because the messages of parsers quote the payload. docs/adr/0010 has the reasons.
 */
public record FailureText(Object failure) {

    private static final String OUR_PREFIX = "MQTT5E";
    private static final int DEEPEST = 20;

    public static String of(Throwable failure) {
        if (isOurs(failure)) {
            return Sentence.of(failure.getMessage());
        }
        String type = failure.getClass().getName();
        Optional<Throwable> unreadable = chain(failure).stream().filter(ParseFailure::isOne).reduce((outer, inner) -> inner);
        if (unreadable.isPresent()) {
            String description = Sentence.of(ParseFailure.describe(unreadable.get()));
            return unreadable.get() == failure ? description : type + " (" + description + ")";
        }
        return failure.getMessage() == null ? type : type + ": " + OneLine.of(failure.getMessage());
    }

    /**
     * Prepares what others will log and show, {@code failure} itself if its text is harmless.
     *
     * @return a failure whose text, causes included, holds no payload that we know of and cannot forge a line
     */
    public static Throwable harmless(String channel, String topic, Throwable failure) {
        boolean harmless = chain(failure).stream()
                .noneMatch(cause -> ParseFailure.isOne(cause) || !OneLine.isSafe(cause.getMessage()));
        if (harmless) {
            return failure;
        }
        IllegalStateException told = errors.processingFailed(channel, topic, of(failure));
        // Whoever logs it writes one line.
        told.setStackTrace(new StackTraceElement[0]);
        return told;
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith(OUR_PREFIX);
    }

    private static List<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST).toList();
    }

    /** What stands in the line. */
    @Override
    public String toString() {
        return failure instanceof Throwable thrown ? of(thrown) : OneLine.of(failure);
    }
}
