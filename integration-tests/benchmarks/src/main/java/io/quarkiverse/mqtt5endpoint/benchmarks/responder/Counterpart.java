package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import java.util.concurrent.CompletableFuture;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Server;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;
import io.quarkiverse.mqtt5endpoint.testkit.MosquittoServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerProcess;

/** The server of one contender, with who sends its messages. */
public interface Counterpart extends AutoCloseable {

    static Counterpart started(Work work) {
        return switch (work.server()) {
            case RESPONDER -> Responder.started(work);
            case MOSQUITTO -> RealServer.fed(MosquittoServer.started(), work);
            case ARTEMIS -> RealServer.fed(ServerProcess.artemis(), work);
        };
    }

    int port();

    /** Waits until the client has all the subscriptions that its work needs, if the server knows. */
    void awaitSubscriptions(long seconds) throws InterruptedException;

    /**
     * Sends so many messages; completes when nothing more is expected from the client, or, of a real server, when they are
     * sent.
     */
    CompletableFuture<Void> deliver(int messages);

    /** Completes when so many more messages were published, if the server knows. */
    CompletableFuture<Void> receive(int messages);

    /** What the client has sent so far; nothing where nobody counts it. */
    Traffic traffic();

    /** What is missing, for people. */
    String owed();

    @Override
    void close();

    /** Whether {@link #deliver} leaves open how far the client is. */
    static boolean isBlind(Work work) {
        return work.server() != Server.RESPONDER;
    }
}
