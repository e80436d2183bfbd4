package io.quarkiverse.mqtt5endpoint.runtime;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.jboss.logmanager.ExtLogRecord;

/** All that is logged, at every level, and printed in this JVM while a test runs that has it for itself. */
final class Printed extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final List<Logger> detailed = Stream.of("io.quarkiverse.mqtt5endpoint", "com.hivemq", "io.netty.handler.ssl")
            .map(Logger::getLogger).toList();
    private final List<Handler> usual = List.of(root.getHandlers());
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    Printed() {
        setLevel(Level.ALL);
        usual.forEach(root::removeHandler);
        root.addHandler(this);
        detailed.forEach(logger -> logger.setLevel(Level.ALL));
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
    }

    @Override
    public void publish(LogRecord line) {
        String text = line instanceof ExtLogRecord extended ? extended.getFormattedMessage() : line.getMessage();
        lines.add(line.getLevel() + " " + line.getLoggerName() + " " + text);
        if (line.getThrown() != null) {
            lines.add(trace(line.getThrown()));
        }
    }

    /** What somebody else got to see: a health report, an exception. */
    void add(Object shown) {
        lines.add(shown instanceof Throwable cause ? trace(cause) : String.valueOf(shown));
    }

    String text() {
        return String.join("\n", lines) + bytes.toString(StandardCharsets.UTF_8);
    }

    private static String trace(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Override
    public void flush() {
        // nothing waits
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        detailed.forEach(logger -> logger.setLevel(null));
        root.removeHandler(this);
        usual.forEach(root::addHandler);
    }
}
