package io.quarkiverse.mqtt5endpoint.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.testkit.ServerProcess;

/** A HiveMQ CE that lets everybody in and keeps sessions and messages; its class path is the build's, see the module's POM. */
final class HiveMq {

    private static final String MAIN_CLASS = "io.quarkiverse.mqtt5endpoint.hivemq.HiveMqMain";

    private HiveMq() {
    }

    static ServerProcess started() {
        return ServerProcess.started("hivemq", (port, directory) -> List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", classPath(), MAIN_CLASS, String.valueOf(port),
                directory.toString()));
    }

    private static String classPath() {
        try {
            return Files.readString(Path.of(System.getProperty("hivemq.class-path")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
