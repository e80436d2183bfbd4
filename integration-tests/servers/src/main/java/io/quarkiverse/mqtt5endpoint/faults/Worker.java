package io.quarkiverse.mqtt5endpoint.faults;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkus.runtime.StartupEvent;

/**
 * Says on its standard output what it receives and what it acknowledges, for the process that watches it: the first word
 * of each text. The second one may say that it never ends ({@code stuck}), ends late ({@code slow}) or badly ({@code bad}).
 */
@ApplicationScoped
public class Worker {

    private static final long SLOW_MILLIS = 2_000;

    private final Random random = new Random(1);

    /** How long each message takes; negative: indefinitely. */
    @ConfigProperty(name = "faults.work-millis", defaultValue = "0")
    long workMillis;

    /** Whether that is the longest time, and the shortest none. */
    @ConfigProperty(name = "faults.work-varies", defaultValue = "false")
    boolean varies;

    @Inject
    Pause pause;

    void started(@Observes StartupEvent event) {
        System.out.println("STARTED");
    }

    /** Takes the next message before this one is done, as an application with several threads would. */
    @Incoming("work")
    CompletionStage<Void> work(Message<byte[]> message) {
        String[] words = new String(message.getPayload(), StandardCharsets.UTF_8).split(" ");
        System.out.println("RECEIVED " + words[0]);
        String mood = words.length == 1 ? "" : words[1];
        if (mood.equals("bad")) {
            return message.nack(new IllegalArgumentException(words[0] + " is bad"))
                    .thenRun(() -> System.out.println("NACKED " + words[0]));
        }
        long millis = mood.equals("stuck") ? -1 : mood.equals("slow") ? SLOW_MILLIS : duration();
        if (millis == 0) {
            return pause.pass(() -> finish(message, words[0]));
        }
        if (millis > 0) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
                    .execute(() -> pause.pass(() -> finish(message, words[0])));
        }
        return CompletableFuture.completedFuture(null);
    }

    private long duration() {
        return varies ? 1 + random.nextInt((int) workMillis) : workMillis;
    }

    private static CompletionStage<Void> finish(Message<?> message, String text) {
        return message.ack().thenRun(() -> System.out.println("ACKNOWLEDGED " + text));
    }
}
