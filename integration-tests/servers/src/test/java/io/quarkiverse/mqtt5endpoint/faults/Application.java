package io.quarkiverse.mqtt5endpoint.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** The packaged application in a process of its own. */
public final class Application implements AutoCloseable {

    // Far longer than it takes, also on a machine with much else to do.
    private static final Duration START = Duration.ofMinutes(2);
    private static final String CONNECTOR = "-Dmp.messaging.connector.smallrye-mqtt5-endpoint.";
    private static final String CHANNEL = "-Dmp.messaging.incoming.work.";

    private final Process process;
    private final Thread reader;
    private final Consumer<String> output;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    private Application(Process process, Consumer<String> output) {
        this.process = process;
        this.output = output == null ? lines::add : output;
        this.reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Attributes of its channel {@code work} as {@code name=value}; options of the JVM begin with a dash. */
    static Application start(String host, int port, String... attributes) {
        Application application = launch(null, host, port, attributes);
        await().atMost(START).until(() -> application.lines().contains("STARTED"));
        return application;
    }

    public static Application start(MqttServer server, String... attributes) {
        return start(server.host(), server.port(), attributes).awaitLine("Channel `work` subscribed to");
    }

    /** Doesn't wait. Whole lines of its output go to the consumer, where there is one, instead of being kept. */
    static Application launch(Consumer<String> output, String host, int port, String... attributes) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-Dfile.encoding=UTF-8",
                        CONNECTOR + "host=" + host, CONNECTOR + "port=" + port));
        for (String attribute : attributes) {
            command.add(attribute.startsWith("-") ? attribute : CHANNEL + attribute);
        }
        command.addAll(List.of("-jar", System.getProperty("faults.application")));
        try {
            return new Application(new ProcessBuilder(command).redirectErrorStream(true).start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        StringBuilder line = new StringBuilder(); // one that a kill cut in two is dropped
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (int c = reader.read(); c != -1; c = reader.read()) {
                if (c == '\n') {
                    output.accept(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            output.accept("OUTPUT ENDED: " + e.getMessage());
        }
    }

    public Application awaitLine(String part) {
        await().alias(part).atMost(START).until(() -> lines().stream().anyMatch(line -> line.contains(part)));
        return this;
    }

    long pid() {
        return process.pid();
    }

    List<String> received() {
        return texts("RECEIVED ");
    }

    List<String> acknowledged() {
        return texts("ACKNOWLEDGED ");
    }

    /** Orders that were acknowledged to it. */
    List<String> published() {
        return texts("PUBLISHED ");
    }

    /** Orders that it was told are not published. */
    List<String> refused() {
        return texts("REFUSED ");
    }

    /** Orders that it gave to the channel. */
    List<String> ordered() {
        return texts("SENT ");
    }

    /** A word on its standard input. */
    public void say(String word) {
        try {
            process.getOutputStream().write((word + "\n").getBytes());
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A snapshot. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    private List<String> texts(String prefix) {
        return lines().stream().filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length())).toList();
    }

    /** SIGKILL: no farewell. */
    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** SIGTERM: the orderly end. */
    void terminate() {
        // Process.destroy() would close our end of its output, and with it what it says at its end.
        process.toHandle().destroy();
        awaitEnd(Duration.ofSeconds(20));
    }

    private void awaitEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The application did not end within " + atMost);
            }
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
