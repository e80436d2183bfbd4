package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** A server in a JVM of its own that keeps its sessions and messages, also over a SIGKILL. Ended by its handle. */
public final class ServerProcess implements MqttServer {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final String name;
    private final String classPath;
    private final String mainClass;
    private final int port = Ports.free();
    private final Path directory = Directories.create("server");
    private final Thread hook = new Thread(this::kill, "end-server");

    private Process process;

    private ServerProcess(String name, String classPath, String mainClass) {
        this.name = name;
        this.classPath = classPath;
        this.mainClass = mainClass;
    }

    /** A started Apache Artemis. */
    public static ServerProcess artemis() {
        return new ServerProcess("artemis", System.getProperty("java.class.path"), ArtemisMain.class.getName()).started();
    }

    /** A started HiveMQ CE, where the build has brought it; its module's directory is in {@code testkit.hivemq}. */
    public static Optional<ServerProcess> hiveMq() {
        Path target = Path.of(System.getProperty("testkit.hivemq", "nowhere"), "target");
        if (!Files.exists(target.resolve("class-path"))) {
            return Optional.empty();
        }
        try {
            String classPath = target.resolve("classes") + ":" + Files.readString(target.resolve("class-path")).strip();
            return Optional.of(new ServerProcess("hivemq", classPath, "io.quarkiverse.mqtt5endpoint.hivemq.HiveMqMain")
                    .started());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String host() {
        return Ports.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void start() {
        if (process != null) {
            return;
        }
        // Small and started soon: it is restarted often.
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath, mainClass,
                String.valueOf(port), directory.toString());
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("server.log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        }
        Awaitility.await(name + " on port " + port).atMost(START).pollInterval(50, TimeUnit.MILLISECONDS).until(this::accepts);
    }

    /** Ends the server properly. */
    @Override
    public void stop() {
        end(false);
    }

    /** Ends the server by SIGKILL. */
    public void kill() {
        end(true);
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook runs anyway and finds nothing to do
        }
        Directories.delete(directory);
    }

    /** What the server wrote to its output. */
    public String log() {
        try {
            return Files.readString(directory.resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess started() {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private synchronized void end(boolean forcibly) {
        if (process == null) {
            return;
        }
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private boolean accepts() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended on port " + port + ":\n" + log());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
