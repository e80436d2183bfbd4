package io.quarkiverse.mqtt5endpoint.benchmarks.guard;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.netty.channel.EventLoop;
import io.quarkiverse.mqtt5endpoint.benchmarks.responder.Responder;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Payload;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;
import io.quarkiverse.mqtt5endpoint.runtime.Consumer;
import io.quarkiverse.mqtt5endpoint.runtime.Producer;
import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.vertx.core.Vertx;

/** A channel and a server that answers it, on one loop. */
final class HotPath implements AutoCloseable {

    static final int WINDOW = 64;

    private final OneLoop counted = new OneLoop();
    private final Vertx vertx = counted.vertx();
    private final EventLoop loop = vertx.nettyEventLoopGroup().next();
    private final Responder responder;
    private final TestEndpoint endpoint;
    private Producer producer;
    private long published;

    private HotPath(Work work) {
        responder = Responder.on(vertx.nettyEventLoopGroup(), work, WINDOW);
        endpoint = TestEndpoint.at("localhost", responder.port(), vertx);
    }

    static HotPath consuming() throws InterruptedException {
        Work work = Work.of("consume-1");
        HotPath path = new HotPath(work);
        path.endpoint.subscribe("in", new Consumer(false).acknowledging(), "topic=in/0", "shared-subscription=false",
                "receive-maximum=" + WINDOW);
        path.responder.awaitSubscriptions(20);
        return path;
    }

    static HotPath publishing() {
        HotPath path = new HotPath(Work.of("multi"));
        path.producer = path.endpoint.outgoing("out", "topic=out", "max-inflight-messages=" + WINDOW);
        return path;
    }

    /** What so many messages cost, after as many that don't count. */
    Counts.Snapshot cost(int messages) throws Exception {
        move(messages);
        Counts.Snapshot before = onLoop(counted::snapshot);
        move(messages);
        return onLoop(counted::snapshot).since(before);
    }

    private void move(int messages) throws Exception {
        (producer == null ? responder.deliver(messages) : publish(messages)).get(60, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> publish(int messages) throws Exception {
        CompletableFuture<Void> received = responder.receive(messages);
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        onLoop(() -> {
            for (int i = 0; i < messages; i++) {
                producer.send(Message.of(Payload.of(published++), () -> done));
            }
            return null;
        });
        return received;
    }

    private <T> T onLoop(Callable<T> task) throws Exception {
        return loop.submit(task).get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        endpoint.stop();
        responder.close();
        // The loop ends with it.
        endpoint.close();
    }
}
