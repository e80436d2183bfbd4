package io.quarkiverse.mqtt5endpoint.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the connector logs while a test runs. Tests run side by side: look for the test's own channel. */
public final class TestLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.quarkiverse.mqtt5endpoint");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public TestLog() {
        setLevel(Level.ALL);
        logger.addHandler(this);
    }

    /** The lines with this id, like {@code 114}, about this channel. */
    public List<String> lines(int id, String channel) {
        String prefix = String.format("MQTT5E%05d: ", id);
        return records.stream().map(TestLog::text)
                .filter(line -> line.startsWith(prefix) && line.contains("`" + channel + "`")).toList();
    }

    /** All lines about this channel. */
    public List<String> messagesOf(String channel) {
        return records.stream().map(TestLog::text).filter(line -> line.contains("`" + channel + "`")).toList();
    }

    /** The lines at WARN and above about this channel. */
    public List<String> problems(String channel) {
        return records.stream().filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue()).map(TestLog::text)
                .filter(line -> line.contains("`" + channel + "`")).toList();
    }

    /** Everything that was logged, also by tests that run beside this one. */
    public List<String> lines() {
        return records.stream().map(line -> line.getInstant() + " " + text(line)).toList();
    }

    private static String text(LogRecord line) {
        Object[] parameters = line.getParameters();
        return parameters == null || parameters.length == 0 ? line.getMessage() : String.format(line.getMessage(), parameters);
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
