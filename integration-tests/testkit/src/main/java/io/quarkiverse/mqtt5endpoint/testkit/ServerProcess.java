package io.quarkiverse.mqtt5endpoint.testkit;

import java.nio.file.Path;
import java.util.List;

/** A server in a process of its own, which can be killed. It has a directory of its own, removed when it is closed. */
public final class ServerProcess extends ChildServer {

    /** The program of a server with its arguments. */
    @FunctionalInterface
    public interface Command {

        /**
         * Returns the command; called before each start.
         *
         * @param port where the server has to listen, on loopback
         * @param directory where it may keep its data
         */
        List<String> of(int port, Path directory);
    }

    private final Command command;

    private ServerProcess(String name, Command command) {
        super(name);
        this.command = command;
    }

    /** Starts an Apache Artemis that keeps its sessions and messages, even over a {@link #kill()}. */
    public static ServerProcess artemis() {
        // Small and started soon: it is restarted often.
        return started("artemis", (port, directory) -> List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
                ArtemisMain.class.getName(), String.valueOf(port), directory.toString()));
    }

    /**
     * Starts any other server and waits until it listens.
     *
     * @param name a short name for test reports
     */
    public static ServerProcess started(String name, Command command) {
        ServerProcess server = new ServerProcess(name, command);
        server.startOrClose();
        return server;
    }

    @Override
    List<String> command() {
        return command.of(port(), directory);
    }
}
