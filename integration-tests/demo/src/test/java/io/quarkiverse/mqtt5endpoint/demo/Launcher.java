package io.quarkiverse.mqtt5endpoint.demo;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;

/**
 * Starts the packaged application, and an embedded MQTT 5 server beside it where no other is given; ends both.
 * <p>
 * System properties whose names begin with {@code mp.}, {@code quarkus.} or {@code demo.} are handed on to the application.
 */
public final class Launcher {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-mqtt5-endpoint.";
    private static final int HTTP_PORT = Integer.getInteger("quarkus.http.port", 8080);
    private static final int ENDED_BY_A_SIGNAL = 128;
    private static final int SECONDS_TO_STOP = 20;

    private Launcher() {
    }

    /** Runs until the application ends or this process is interrupted; the argument is the application's jar. */
    public static void main(String[] args) throws Exception {
        if (isListening()) {
            throw new IllegalStateException(
                    "HTTP port " + HTTP_PORT + " is in use, choose another one: -Dquarkus.http.port=" + (HTTP_PORT + 1));
        }
        Properties given = System.getProperties();
        if (given.containsKey(CONNECTOR + "host") || given.containsKey(CONNECTOR + "servers")) {
            run(Path.of(args[0]), List.of(), null);
        } else {
            ArtemisServer server = ArtemisServer.started();
            run(Path.of(args[0]),
                    List.of("-D" + CONNECTOR + "host=" + server.host(), "-D" + CONNECTOR + "port=" + server.port()),
                    server);
        }
    }

    private static void run(Path jar, List<String> address, ArtemisServer server) throws Exception {
        Process application = new ProcessBuilder(command(jar, address)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(application, server), "demo-end"));
        if (isUp(application)) {
            System.out.printf("%n>>> The demo is at http://localhost:%d/  (%s; Ctrl-C ends it)%n%n", HTTP_PORT,
                    server == null ? "on your MQTT 5 server" : "embedded MQTT 5 server on port " + server.port());
        }
        int code = application.waitFor();
        end(application, server);
        if (code != 0 && code < ENDED_BY_A_SIGNAL) {
            throw new IllegalStateException("The demo ended with code " + code + ", see its output above");
        }
    }

    private static List<String> command(Path jar, List<String> address) {
        Properties given = System.getProperties();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(address);
        given.stringPropertyNames().stream().sorted()
                .filter(name -> Stream.of("mp.", "quarkus.", "demo.").anyMatch(name::startsWith))
                .forEach(name -> command.add("-D" + name + "=" + given.getProperty(name)));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** The application first: it says good-bye to the server. */
    private static void end(Process application, ArtemisServer server) {
        application.destroy();
        try {
            if (!application.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                application.destroyForcibly();
            }
        } catch (InterruptedException e) {
            application.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (server != null) {
            server.close();
        }
    }

    private static boolean isUp(Process application) throws InterruptedException {
        while (!application.waitFor(200, TimeUnit.MILLISECONDS)) {
            if (isListening()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isListening() {
        try (Socket page = new Socket("localhost", HTTP_PORT)) {
            return page.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }
}
