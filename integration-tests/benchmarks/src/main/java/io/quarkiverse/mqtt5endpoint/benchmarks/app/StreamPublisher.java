package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Outgoing;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Contender;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Payload;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/** Publishes what a stream has, as quickly as the channel takes it. */
@ApplicationScoped
class StreamPublisher implements Contender {

    private record Batch(long first, int messages, Runnable acknowledged) {
    }

    private final UnicastProcessor<Batch> batches = UnicastProcessor.create();

    @Outgoing("multi")
    Multi<Message<byte[]>> messages() {
        return batches.onItem().transformToMultiAndConcatenate(StreamPublisher::messages);
    }

    private static Multi<Message<byte[]>> messages(Batch batch) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        return Multi.createFrom().range(0, batch.messages)
                .map(i -> Message.of(Payload.of(batch.first + i), () -> {
                    batch.acknowledged.run();
                    return done;
                }));
    }

    @Override
    public void publish(long first, int messages, Runnable acknowledged) {
        batches.onNext(new Batch(first, messages, acknowledged));
    }
}
