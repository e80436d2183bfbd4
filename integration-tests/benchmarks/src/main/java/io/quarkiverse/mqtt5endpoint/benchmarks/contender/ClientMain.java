package io.quarkiverse.mqtt5endpoint.benchmarks.contender;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** A process of a client that needs no Quarkus. */
public final class ClientMain {

    private ClientMain() {
    }

    /**
     * @param arguments the client's name, the work's name, and the server's port
     */
    public static void main(String... arguments) throws Exception {
        Handled handled = new Handled();
        Work work = Work.of(arguments[1]);
        new Control(contender(arguments[0], work, Integer.parseInt(arguments[2]), handled), handled).obey();
        // Neither client's threads are daemons.
        System.exit(0);
    }

    private static Contender contender(String name, Work work, int port, Handled handled) throws Exception {
        return switch (name) {
            case "plain" -> HiveMqClient.connected(work, port, false, handled);
            case "plain-consolidated" -> HiveMqClient.connected(work, port, true, handled);
            case "paho" -> PahoClient.connected(work, port, handled);
            default -> throw new IllegalArgumentException("Not a client: " + name);
        };
    }
}
