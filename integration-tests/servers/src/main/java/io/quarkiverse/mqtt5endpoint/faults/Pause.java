package io.quarkiverse.mqtt5endpoint.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import io.quarkus.runtime.StartupEvent;

/**
 * Stops the work at the word {@code pause} on the standard input, and goes on with it at the word {@code continue}. Prints
 * the health at the word {@code health}. Ends the process with that input: who started it is gone.
 */
@ApplicationScoped
public class Pause {

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean paused;

    @Inject
    Health health;

    void listen(@Observes StartupEvent event) {
        Thread reader = new Thread(() -> {
            Scanner words = new Scanner(System.in);
            while (words.hasNext()) {
                obey(words.next());
            }
            Runtime.getRuntime().halt(1);
        }, "standard input");
        reader.setDaemon(true);
        reader.start();
    }

    private void obey(String word) {
        if (word.equals("health")) {
            health.print();
        } else {
            set(word.equals("pause"));
        }
    }

    /** Does it now or after the pause. */
    CompletionStage<Void> pass(Supplier<CompletionStage<Void>> work) {
        synchronized (this) {
            if (paused) {
                CompletableFuture<Void> later = new CompletableFuture<>();
                waiting.add(() -> work.get().thenAccept(later::complete));
                return later;
            }
        }
        return work.get();
    }

    private void set(boolean paused) {
        List<Runnable> ready;
        synchronized (this) {
            this.paused = paused;
            ready = paused ? List.of() : List.copyOf(waiting);
            waiting.removeAll(ready);
        }
        System.out.println(paused ? "PAUSED" : "CONTINUED");
        ready.forEach(Runnable::run);
    }
}
