package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.file.Path;

/** Runs an {@link ArtemisServer} that keeps its data, until the process ends; for {@link ServerProcess}. */
final class ArtemisMain {

    private ArtemisMain() {
    }

    /** Arguments: the port and the directory. */
    public static void main(String... arguments) {
        ArtemisServer server = ArtemisServer.builder().port(Integer.parseInt(arguments[0])).persistence(Path.of(arguments[1]))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }
}
