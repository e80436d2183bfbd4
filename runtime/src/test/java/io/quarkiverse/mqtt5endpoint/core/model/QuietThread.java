package io.quarkiverse.mqtt5endpoint.core.model;

import java.util.logging.Filter;
import java.util.logging.Logger;

/** Keeps what the connector logs on this thread to itself: a million steps are worth as many lines. */
final class QuietThread implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.quarkiverse.mqtt5endpoint");
    private final Filter before = logger.getFilter();
    private final Thread thread = Thread.currentThread();

    QuietThread() {
        logger.setFilter(line -> Thread.currentThread() != thread && (before == null || before.isLoggable(line)));
    }

    @Override
    public void close() {
        logger.setFilter(before);
    }
}
