package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkus.runtime.StartupEvent;

/** Says on its standard output what it receives and what it acknowledges, for the process that watches it. */
@ApplicationScoped
public class Worker {

    /** How long each message takes; negative: for ever. */
    @ConfigProperty(name = "faults.work-millis", defaultValue = "0")
    long workMillis;

    void started(@Observes StartupEvent event) {
        System.out.println("STARTED");
    }

    /** Takes the next message before this one is done, as an application with several threads would. */
    @Incoming("work")
    CompletionStage<Void> work(Message<byte[]> message) {
        String text = new String(message.getPayload(), StandardCharsets.UTF_8);
        System.out.println("RECEIVED " + text);
        if (workMillis == 0) {
            return finish(message, text);
        }
        if (workMillis > 0) {
            CompletableFuture.delayedExecutor(workMillis, TimeUnit.MILLISECONDS).execute(() -> finish(message, text));
        }
        return CompletableFuture.completedFuture(null);
    }

    private static CompletionStage<Void> finish(Message<?> message, String text) {
        return message.ack().thenRun(() -> System.out.println("ACKNOWLEDGED " + text));
    }
}
