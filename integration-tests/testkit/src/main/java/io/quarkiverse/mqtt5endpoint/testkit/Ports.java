package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports for servers that stop and start again.
 * <p>
 * They lie below the ephemeral range: otherwise an outgoing connection could take the port while its server is stopped,
 * and a client that retries could even connect to itself.
 */
final class Ports {

    static final String HOST = "127.0.0.1";

    private static final int FIRST = 16_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 200;

    private Ports() {
    }

    static int free() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port on " + HOST + " after " + ATTEMPTS + " attempts");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
