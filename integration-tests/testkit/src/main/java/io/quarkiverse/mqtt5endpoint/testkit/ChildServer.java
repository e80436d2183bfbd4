package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, with a directory of its own; ended by its handle, and with the JVM at the latest. */
abstract class ChildServer implements MqttServer {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STOP = Duration.ofSeconds(20);

    final Path directory;

    private final String name;
    private final int port = Ports.free();
    private final Thread hook = new Thread(this::kill, "end-server");

    private Process process;

    ChildServer(String name) {
        this.name = name;
        this.directory = Directories.create(name);
    }

    /** The program with its arguments. */
    abstract List<String> command();

    @Override
    public final String host() {
        return Ports.HOST;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final synchronized void start() {
        if (process != null) {
            return;
        }
        process = run(command());
        awaitAccepting();
    }

    /** Ends the server properly. */
    @Override
    public final void stop() {
        end(false);
    }

    /** Ends the server as SIGKILL does: nothing is saved, no client is told. */
    public final void kill() {
        end(true);
    }

    @Override
    public final void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook runs anyway and finds nothing to do
        }
        Directories.delete(directory);
    }

    /** What the server wrote to its log. */
    public final String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first start: where it fails, nothing is left. */
    final void startOrClose() {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Path logFile() {
        return directory.resolve("server.log");
    }

    private Process run(List<String> command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
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

    private void awaitAccepting() {
        long end = System.nanoTime() + START.toNanos();
        while (!accepts()) {
            if (hasEndedWithin(POLL)) {
                throw new IllegalStateException(name + " ended on port " + port + ":\n" + log());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(name + " does not accept on port " + port + " after " + START);
            }
        }
    }

    private boolean hasEndedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + name + " started", e);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
