package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import java.util.concurrent.CompletableFuture;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.InFlight;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Payload;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.reactivex.schedulers.Schedulers;

/** A server that applications use, in a process of its own, and a client that sends the messages. */
final class RealServer implements Counterpart {

    private final MqttServer server;
    private final Work work;
    private final Mqtt5AsyncClient feeder;
    private final InFlight inFlight = new InFlight();
    private long sent;

    private RealServer(MqttServer server, Work work) {
        this.server = server;
        this.work = work;
        this.feeder = Mqtt5Client.builder().identifier("feeder").serverHost(server.host()).serverPort(server.port())
                .executorConfig().applicationScheduler(Schedulers.trampoline()).applyExecutorConfig().buildAsync();
    }

    static RealServer fed(MqttServer server, Work work) {
        RealServer real = new RealServer(server, work);
        real.feeder.connect().join();
        return real;
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void awaitSubscriptions(long seconds) {
        // Whoever measures sends messages until one arrives.
    }

    @Override
    public CompletableFuture<Void> deliver(int messages) {
        return CompletableFuture.runAsync(() -> {
            CompletableFuture<?>[] acknowledged = new CompletableFuture<?>[messages];
            for (int i = 0; i < messages; i++) {
                acknowledged[i] = publish();
            }
            CompletableFuture.allOf(acknowledged).join();
        });
    }

    private CompletableFuture<?> publish() {
        try {
            inFlight.enter();
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted between two messages", e);
        }
        return feeder.publishWith().topic("in/" + sent % work.channels()).qos(MqttQos.fromCode(work.qos()))
                .payload(Payload.of(sent++)).send().whenComplete((result, failure) -> inFlight.leave());
    }

    @Override
    public CompletableFuture<Void> receive(int messages) {
        // The contender says itself when the server has acknowledged them.
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Traffic traffic() {
        return new Traffic(0, 0);
    }

    @Override
    public String owed() {
        return "a real server does not tell";
    }

    @Override
    public void close() {
        feeder.disconnect().join();
        server.close();
    }
}
