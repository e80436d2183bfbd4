package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;

/**
 * The work that the recipes do with a message. A dish is done immediately, unless somebody said before that it takes
 * its time or that it fails.
 */
@ApplicationScoped
class Kitchen {

    /** Cooking that began: which dish, on which thread, and whether that may be blocked. */
    record Cooking(String dish, String thread, boolean mayBlock) {
    }

    /** What a spoiled dish fails with. */
    static final class Spoiled extends RuntimeException {
        Spoiled(String dish) {
            super("spoiled: " + dish);
        }
    }

    private final Map<String, CompletableFuture<Void>> slow = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> spoiled = new ConcurrentHashMap<>();
    private final List<Cooking> begun = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();

    /** Returns when the dish is done. */
    void cook(String dish) {
        begin(dish).join();
        finish(dish);
    }

    /** Completes when the dish is done, and blocks nobody. */
    Uni<Void> cooking(String dish) {
        return Uni.createFrom().completionStage(() -> begin(dish)).invoke(() -> finish(dish));
    }

    private CompletableFuture<Void> begin(String dish) {
        begun.add(new Cooking(dish, Thread.currentThread().toString(), BlockingOperationControl.isBlockingAllowed()));
        return slow.getOrDefault(dish, CompletableFuture.completedFuture(null));
    }

    private void finish(String dish) {
        if (spoiled.containsKey(dish) && spoiled.get(dish).getAndDecrement() > 0) {
            throw new Spoiled(dish);
        }
        done.add(dish);
    }

    /** From now on this dish is done only when it is served. */
    void takeTime(String dish) {
        slow.put(dish, new CompletableFuture<>());
    }

    /** Ends the time that a dish takes. */
    void serve(String dish) {
        slow.get(dish).complete(null);
    }

    /** The dish fails, and does so again when it is tried again, so many times. */
    void spoil(String dish, int times) {
        spoiled.put(dish, new AtomicInteger(times));
    }

    /** All cooking of this dish that began. */
    List<Cooking> begun(String dish) {
        return begun.stream().filter(cooking -> cooking.dish().equals(dish)).toList();
    }

    /** What is done, in order. */
    List<String> done() {
        return done;
    }
}
