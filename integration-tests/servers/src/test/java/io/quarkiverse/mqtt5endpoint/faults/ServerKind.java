package io.quarkiverse.mqtt5endpoint.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.awaitility.Awaitility;

import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerProcess;

/** The servers that faults are tried on: each keeps sessions and messages when it is {@link #strike struck}. */
public enum ServerKind {

    /** Sends QoS 2 again under new packet identifiers when a shared subscription is resumed: what was in flight comes twice. */
    ARTEMIS("Artemis") {
        @Override
        boolean keepsIdentifiers() {
            return false;
        }

        @Override
        boolean forgetsToGoOn() {
            return true;
        }

        @Override
        public MqttServer start() {
            return ServerProcess.artemis();
        }
    },

    /**
     * Forgets, when it is killed, what members of a shared subscription had not acknowledged; and grants them QoS 1 at most.
     */
    HIVEMQ("HiveMQ CE") {
        @Override
        boolean keepsSharedSubscriptions() {
            return false;
        }

        @Override
        boolean failsToRead(MqttServer server) {
            return ((ServerProcess) server).log().contains("Exception in inflight messages handling");
        }

        @Override
        public MqttServer start() {
            return HiveMq.started();
        }
    },

    /** Keeps its data only when it ends orderly; and not even then its shared subscriptions, though the session. */
    MOSQUITTO("Mosquitto") {
        @Override
        boolean keepsSharedSubscriptions() {
            return false;
        }

        @Override
        public MqttServer start() {
            assumeTrue(MosquittoServer.binary().isPresent(), "mosquitto is not installed");
            return MosquittoServer.builder().persistence().start();
        }
    };

    static {
        // Threads of the companion's client fail when its server is killed: that is no failure of the test that waits.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final String title;

    ServerKind(String title) {
        this.title = title;
    }

    /** Its name in the documentation. */
    public String title() {
        return title;
    }

    public abstract MqttServer start();

    /** Whether shared subscriptions, and what their members had not acknowledged, are kept over its end. */
    boolean keepsSharedSubscriptions() {
        return true;
    }

    /** Whether it reported that it can't read what it kept for a session, and so delivers nothing more of that. */
    boolean failsToRead(MqttServer server) {
        return false;
    }

    /** Whether it sends QoS 2 again under the packet identifiers that it had. */
    boolean keepsIdentifiers() {
        return true;
    }

    /** Whether it can stop sending what it has, until something new comes. */
    boolean forgetsToGoOn() {
        return false;
    }

    /** Ends the server as hard as its data survives it: by SIGKILL, or by SIGTERM. */
    static void strike(MqttServer server) {
        if (server instanceof ServerProcess process) {
            process.kill();
        } else {
            server.stop();
        }
    }
}
