package io.quarkiverse.mqtt5endpoint.benchmarks.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.microprofile.reactive.messaging.Metadata;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;

import io.smallrye.reactive.messaging.providers.locals.ContextAwareMessage;

/** A message with a context of its own, as Reactive Messaging asks for. */
final class LeastMessage implements ContextAwareMessage<byte[]> {

    private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

    private final Mqtt5Publish publish;
    private final Metadata metadata = ContextAwareMessage.captureContextMetadata();
    private final byte[] payload;
    private final AtomicBoolean acknowledged = new AtomicBoolean();

    LeastMessage(Mqtt5Publish publish) {
        this.publish = publish;
        this.payload = publish.getPayloadAsBytes();
    }

    @Override
    public byte[] getPayload() {
        return payload;
    }

    @Override
    public Metadata getMetadata() {
        return metadata;
    }

    @Override
    public CompletionStage<Void> ack(Metadata ignored) {
        // The client throws at a second acknowledgement.
        if (acknowledged.compareAndSet(false, true)) {
            publish.acknowledge();
        }
        return DONE;
    }
}
