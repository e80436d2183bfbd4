package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Mosquitto of this machine. What it has survives {@link #stop()} only with persistence, and {@link #kill()} never. */
public final class MosquittoServer extends ChildServer {

    static final String NOT_INSTALLED = "mosquitto is not installed: apt-get install mosquitto";

    private MosquittoServer() {
        super("mosquitto");
    }

    /** A started server that lets everybody in and keeps everything in memory. */
    public static MosquittoServer started() {
        return builder().start();
    }

    /** A server with options. */
    public static Builder builder() {
        return new Builder();
    }

    /** The program, where it is installed. */
    public static Optional<Path> binary() {
        return find("mosquitto");
    }

    @Override
    List<String> command() {
        String program = binary().orElseThrow(() -> new IllegalStateException(NOT_INSTALLED)).toString();
        return List.of(program, "-c", directory.resolve("mosquitto.conf").toString());
    }

    private static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        // Debian has it in sbin, which is not on the path of everybody
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Options of the server. */
    public static final class Builder {

        private int maxInflight = 20;
        private boolean persistence;
        private String user;
        private String password;
        private ServerTls tls;
        private final List<String> lines = new ArrayList<>();

        private Builder() {
        }

        /** How many unacknowledged messages the server sends to a client, and takes from it. Unset: 20. */
        public Builder maxInflightMessages(int messages) {
            maxInflight = messages;
            return this;
        }

        /** Keeps sessions and messages over {@link MosquittoServer#stop()}, though not over a kill. */
        public Builder persistence() {
            persistence = true;
            return this;
        }

        /** Lets in only who has this name and password. Unset: everybody. */
        public Builder credentials(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /** Speaks TLS and nothing else. */
        public Builder tls(ServerTls tls) {
            this.tls = tls;
            return this;
        }

        /** Adds a line to the configuration file. */
        public Builder line(String line) {
            lines.add(line);
            return this;
        }

        /** A started server with these options. */
        public MosquittoServer start() {
            MosquittoServer server = new MosquittoServer();
            write(server.directory.resolve("mosquitto.conf"), configuration(server.port(), server.directory));
            server.startOrClose();
            return server;
        }

        private List<String> configuration(int port, Path directory) {
            List<String> configuration = new ArrayList<>(List.of(
                    "listener " + port + " " + Ports.HOST,
                    "allow_anonymous " + (user == null),
                    "max_queued_messages 0",
                    "max_inflight_messages " + maxInflight,
                    // started by root it becomes a user who may not read this directory
                    "user " + System.getProperty("user.name"),
                    "persistence " + persistence));
            if (persistence) {
                configuration.add("persistence_location " + directory + "/");
            }
            if (user != null) {
                configuration.add("password_file " + passwordFile(directory));
            }
            if (tls != null) {
                configuration.addAll(1, new MosquittoTls(tls).configuration(directory));
            }
            configuration.addAll(lines);
            return configuration;
        }

        private Path passwordFile(Path directory) {
            Path file = directory.resolve("passwords");
            String program = find("mosquitto_passwd").orElseThrow(() -> new IllegalStateException(NOT_INSTALLED)).toString();
            try {
                int exit = new ProcessBuilder(program, "-c", "-b", file.toString(), user, password).start().waitFor();
                if (exit != 0) {
                    throw new IllegalStateException("mosquitto_passwd failed with exit code " + exit);
                }
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while writing passwords", e);
            }
        }
    }
}
