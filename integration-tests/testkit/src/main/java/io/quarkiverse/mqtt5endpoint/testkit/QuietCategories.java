package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Keeps a library that logs each message, or each broken connection, out of the tests' output.
 * <p>
 * Goes through {@code java.util.logging}, which is also the face of JBoss LogManager; other backends are left alone.
 */
final class QuietCategories {

    // held here: the log manager keeps loggers only weakly, and their levels would go with them
    private final List<Logger> loggers;

    private QuietCategories(Stream<String> categories, Level level) {
        loggers = categories.map(Logger::getLogger).toList();
        loggers.forEach(logger -> logger.setLevel(level));
    }

    /** Nothing at all. */
    static QuietCategories off(String... categories) {
        return new QuietCategories(Stream.of(categories), Level.OFF);
    }

    /** Errors only. */
    static QuietCategories errors(String... categories) {
        return new QuietCategories(Stream.of(categories), Level.SEVERE);
    }
}
