package io.quarkiverse.mqtt5endpoint.core.connect;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

/** What comes before CONNECT: first what the application wants to do to the client, then what the attempt needs. */
final class AttemptSteps {

    /** How it went. On the loop. */
    interface Outcome {

        void ready(ConnectParameters found);

        void notReady(Throwable failure);

        void notCustomized(Throwable failure);
    }

    private final Supplier<String> name;
    private final Loop loop;
    private final ConnectParametersResolver resolver;
    private final EngineSource source;

    /**
     * @param name whose connection it is, for the log
     */
    AttemptSteps(Supplier<String> name, Loop loop, ConnectParametersResolver resolver, EngineSource source) {
        this.name = name;
        this.loop = loop;
        this.resolver = resolver;
        this.source = source;
    }

    /**
     * @param wanted whether nothing else has happened meanwhile; if it has, there is no outcome
     */
    void begin(ServerAddress server, BooleanSupplier wanted, Outcome outcome) {
        step(resolver.prepare(source), wanted, done -> resolve(server, wanted, outcome), failure -> {
            if (failure instanceof NotReadyException) {
                outcome.notReady(failure);
            } else {
                outcome.notCustomized(failure);
            }
        });
    }

    private void resolve(ServerAddress server, BooleanSupplier wanted, Outcome outcome) {
        step(resolver.renew(source).thenCombine(resolver.of(server), (renewed, found) -> found), wanted, outcome::ready,
                outcome::notReady);
    }

    private <T> void step(CompletableFuture<T> step, BooleanSupplier wanted, Consumer<T> then, Consumer<Throwable> otherwise) {
        step.whenComplete((result, failure) -> loop.execute(() -> {
            if (!wanted.getAsBoolean()) {
                log.debugf(failure, "Channel `%s`: an attempt to connect ended before it began", name.get());
            } else if (failure == null) {
                then.accept(result);
            } else {
                otherwise.accept(failure instanceof CompletionException ? failure.getCause() : failure);
            }
        }));
    }
}
