package io.quarkiverse.mqtt5endpoint.cookbook;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Where dishes wait for a waiter, and waiters for a dish. */
@ApplicationScoped
class Pass {

    private static final int PATIENCE_MILLIS = 50;

    private final Map<String, BlockingQueue<String>> dishes = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<String>> promises = new ConcurrentHashMap<>();

    /** Gives the waiter a dish. */
    synchronized void put(String waiter, String dish) {
        CompletableFuture<String> promise = promises.remove(waiter);
        if (promise == null) {
            of(waiter).add(dish);
        } else {
            promise.complete(dish);
        }
    }

    /** Completes with the waiter's next dish, and blocks nobody. */
    Uni<String> next(String waiter) {
        return Uni.createFrom().completionStage(() -> promise(waiter));
    }

    private synchronized CompletableFuture<String> promise(String waiter) {
        CompletableFuture<String> promise = new CompletableFuture<>();
        String dish = of(waiter).poll();
        if (dish == null) {
            promises.put(waiter, promise);
        } else {
            promise.complete(dish);
        }
        return promise;
    }

    /** Waits a moment for the waiter's next dish. */
    Optional<String> poll(String waiter) {
        try {
            return Optional.ofNullable(of(waiter).poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private BlockingQueue<String> of(String waiter) {
        return dishes.computeIfAbsent(waiter, name -> new LinkedBlockingQueue<>());
    }
}
