package io.quarkiverse.mqtt5endpoint.hivemq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.hivemq.embedded.EmbeddedHiveMQ;

/** Runs a server that lets everybody in and keeps sessions and messages in a directory, until the process ends. */
public final class HiveMqMain {

    private static final String CONFIGURATION = """
            <hivemq>
              <listeners>
                <tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address></tcp-listener>
              </listeners>
              <mqtt><queued-messages><max-queue-size>100000000</max-queue-size></queued-messages></mqtt>
              <persistence><mode>file</mode></persistence>
              <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
            </hivemq>
            """;

    private HiveMqMain() {
    }

    /** Arguments: the port and the directory. */
    public static void main(String... arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        Path configuration = Files.createDirectories(directory.resolve("conf"));
        Files.writeString(configuration.resolve("config.xml"), CONFIGURATION.formatted(arguments[0]));
        EmbeddedHiveMQ server = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(configuration)
                .withDataFolder(Files.createDirectories(directory.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(directory.resolve("extensions")))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop().join()));
        server.start().join();
    }
}
