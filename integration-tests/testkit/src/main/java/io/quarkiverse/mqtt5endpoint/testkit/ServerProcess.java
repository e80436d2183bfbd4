package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A server written in Java, in a JVM of its own, that keeps its sessions and messages, also over a SIGKILL. */
public final class ServerProcess extends ChildServer {

    private final String classPath;
    private final String mainClass;

    private ServerProcess(String name, String classPath, String mainClass) {
        super(name);
        this.classPath = classPath;
        this.mainClass = mainClass;
    }

    /** A started Apache Artemis. */
    public static ServerProcess artemis() {
        return started("artemis", System.getProperty("java.class.path"), ArtemisMain.class.getName());
    }

    /** A started HiveMQ CE, where the build has brought it; its module's directory is in {@code testkit.hivemq}. */
    public static Optional<ServerProcess> hiveMq() {
        Path target = Path.of(System.getProperty("testkit.hivemq", "nowhere"), "target");
        if (!Files.exists(target.resolve("class-path"))) {
            return Optional.empty();
        }
        try {
            String classPath = target.resolve("classes") + ":" + Files.readString(target.resolve("class-path")).strip();
            return Optional.of(started("hivemq", classPath, "io.quarkiverse.mqtt5endpoint.hivemq.HiveMqMain"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    List<String> command() {
        // Small and started soon: it is restarted often.
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath, mainClass, String.valueOf(port()),
                directory.toString());
    }

    private static ServerProcess started(String name, String classPath, String mainClass) {
        ServerProcess server = new ServerProcess(name, classPath, mainClass);
        server.startOrClose();
        return server;
    }
}
