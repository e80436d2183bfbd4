package io.quarkiverse.mqtt5endpoint.security;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/** Providers that are no help. */
public final class DifficultProviders {

    private DifficultProviders() {
    }

    /** Blocks although it says that it is asynchronous. */
    @ApplicationScoped
    @Named("blocking")
    public static class Blocking implements CredentialsProvider {

        private final CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
        private final CompletableFuture<Boolean> onEventLoop = new CompletableFuture<>();

        @Override
        public Uni<Map<String, String>> getCredentialsAsync(String name) {
            onEventLoop.complete(Context.isOnEventLoopThread());
            return Uni.createFrom().item(answer.join());
        }

        public void give(String user) {
            answer.complete(Map.of(USER_PROPERTY_NAME, user));
        }

        public boolean wasAskedOnAnEventLoop() {
            return onEventLoop.join();
        }
    }

    /** Fails. */
    @ApplicationScoped
    @Named("broken")
    public static class Broken implements CredentialsProvider {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Map<String, String> getCredentials(String name) {
            asked.incrementAndGet();
            throw new IllegalStateException("the vault is sealed");
        }

        public int asked() {
            return asked.get();
        }
    }

    /** Never answers. */
    @ApplicationScoped
    @Named("silent")
    public static class Silent implements CredentialsProvider {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Uni<Map<String, String>> getCredentialsAsync(String name) {
            asked.incrementAndGet();
            return Uni.createFrom().nothing();
        }

        public int asked() {
            return asked.get();
        }
    }
}
