package io.quarkiverse.mqtt5endpoint.faults;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** The packaged application in a process of its own. */
final class Application implements AutoCloseable {

    private static final String CONNECTOR = "-Dmp.messaging.connector.smallrye-mqtt5-endpoint.";
    private static final String CHANNEL = "-Dmp.messaging.incoming.work.";

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Application(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Attributes of its channel {@code work} as {@code name=value}; options of the JVM begin with a dash. */
    static Application start(String host, int port, String... attributes) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                        CONNECTOR + "host=" + host, CONNECTOR + "port=" + port));
        for (String attribute : attributes) {
            command.add(attribute.startsWith("-") ? attribute : CHANNEL + attribute);
        }
        command.addAll(List.of("-jar", System.getProperty("faults.application")));
        try {
            Application application = new Application(new ProcessBuilder(command).redirectErrorStream(true).start());
            await().atMost(Duration.ofSeconds(30)).until(() -> application.lines.contains("STARTED"));
            return application;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Application start(MqttServer server, String... attributes) {
        return start(server.host(), server.port(), attributes).awaitLine("Channel `work` subscribed to");
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("OUTPUT ENDED: " + e.getMessage());
        }
    }

    Application awaitLine(String part) {
        await().alias(part).atMost(Duration.ofSeconds(30)).until(() -> lines.stream().anyMatch(line -> line.contains(part)));
        return this;
    }

    List<String> received() {
        return texts("RECEIVED ");
    }

    List<String> acknowledged() {
        return texts("ACKNOWLEDGED ");
    }

    List<String> lines() {
        return lines;
    }

    private List<String> texts(String prefix) {
        return lines.stream().filter(line -> line.startsWith(prefix)).map(line -> line.substring(prefix.length())).toList();
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
