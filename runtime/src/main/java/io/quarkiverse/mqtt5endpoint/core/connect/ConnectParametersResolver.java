package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.core.engine.EngineSource;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;
import io.quarkiverse.mqtt5endpoint.runtime.i18n.OneLine;

/** Finds out before each attempt to connect where the server is, who we are, and whom we trust: all of it can change. */
public final class ConnectParametersResolver {

    private final ClientSettings settings;
    private final Loop loop;
    private final ServerLookup lookup;
    private final CredentialsSource credentials;
    private final TlsSource tls;
    private final Executor blocking;
    private final Map<ServerAddress, List<InetSocketAddress>> known = new ConcurrentHashMap<>();

    // loop only; a call that has not returned yet is not made again, as it keeps a thread
    private CompletableFuture<Void> prepared;
    private CompletableFuture<CompletionStage<Void>> renewing;
    private CompletableFuture<CompletionStage<Credentials>> asking;

    /**
     * @param credentials {@code null} for those of the settings
     * @param blocking where the application's code, and files, may take their time
     */
    public ConnectParametersResolver(ClientSettings settings, Loop loop, AddressResolver addresses,
            CredentialsSource credentials, TlsSource tls, Executor blocking) {
        this.settings = settings;
        this.loop = loop;
        this.lookup = new ServerLookup(addresses);
        this.credentials = credentials;
        this.tls = tls;
        this.blocking = blocking;
    }

    /**
     * Prepares the source once, however often it is asked to. The time is limited only where the application's code
     * runs: loading classes may take long on a busy machine. Fails with a {@link NotReadyException} if that time is
     * over; a later attempt then waits for the same call. May complete on any thread.
     */
    CompletableFuture<Void> prepare(EngineSource source) {
        if (prepared == null) {
            prepared = CompletableFuture.runAsync(source::prepare, blocking);
        }
        return source.isCustomized() ? inTime(() -> prepared).exceptionallyCompose(this::lateCustomizer) : prepared;
    }

    private CompletableFuture<Void> lateCustomizer(Throwable failure) {
        return CompletableFuture.failedFuture(failure instanceof TimeoutException
                ? new NotReadyException("a ClientCustomizer did not return: " + reason(failure), failure)
                : failure);
    }

    /**
     * Renews what the source needs again for each attempt, within the time that connecting may take. Fails with a
     * {@link NotReadyException}. May complete on any thread.
     */
    CompletableFuture<Void> renew(EngineSource source) {
        if (!source.isRenewed()) {
            return CompletableFuture.completedFuture(null);
        }
        return inTime(() -> askAgain(source)).handle(orNotReady("the Mqtt5WebSocketHandshake gave no request"));
    }

    private CompletableFuture<Void> askAgain(EngineSource source) {
        if (renewing == null || renewing.isDone()) {
            renewing = CompletableFuture.supplyAsync(source::renew, blocking);
        }
        return renewing.thenCompose(answer -> answer);
    }

    /** Within the time that connecting may take. Fails with a {@link NotReadyException}. May complete on any thread. */
    CompletableFuture<ConnectParameters> of(ServerAddress server) {
        CompletableFuture<Credentials> asked = credentials();
        CompletableFuture<TlsMaterial> loaded = tls();
        return addresses(server).thenCompose(addresses -> asked
                .thenCombine(loaded, (known, material) -> new ConnectParameters(addresses, known, material)));
    }

    private CompletableFuture<List<InetSocketAddress>> addresses(ServerAddress server) {
        return inTime(() -> lookup.find(server)).handle((addresses, failure) -> {
            // A name server that is away for a moment: the addresses from before are better than none.
            List<InetSocketAddress> found = failure == null && !addresses.isEmpty() ? addresses : known.get(server);
            if (found == null) {
                throw new NotReadyException("the host " + OneLine.of(server.host()) + " is unknown", failure);
            }
            known.put(server, found);
            return found;
        });
    }

    private CompletableFuture<Credentials> credentials() {
        if (credentials == null) {
            return CompletableFuture.completedFuture(null);
        }
        return inTime(this::ask).handle(
                orNotReady("the credentials provider `" + settings.security().credentials().providerName()
                        + "` gave none"));
    }

    private CompletableFuture<Credentials> ask() {
        if (asking == null || asking.isDone()) {
            asking = CompletableFuture.supplyAsync(credentials::get, blocking);
        }
        return asking.thenCompose(answer -> answer);
    }

    private CompletableFuture<TlsMaterial> tls() {
        if (!settings.security().tls().enabled()) {
            return CompletableFuture.completedFuture(null);
        }
        return inTime(() -> CompletableFuture.supplyAsync(() -> tls.load(settings.security().tls()), blocking))
                .handle(orNotReady("its TLS configuration can't be used"));
    }

    private <T> CompletableFuture<T> inTime(Supplier<CompletableFuture<T>> step) {
        CompletableFuture<T> inTime = new CompletableFuture<>();
        Loop.Timer timer = loop.schedule(settings.limits().connectTimeout(),
                () -> inTime.completeExceptionally(new TimeoutException()));
        begin(step).whenComplete((result, failure) -> {
            timer.cancel();
            if (failure == null) {
                inTime.complete(result);
            } else {
                inTime.completeExceptionally(failure);
            }
        });
        return inTime;
    }

    /** One that refuses to begin fails like one that began. */
    private static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <T> BiFunction<T, Throwable, T> orNotReady(String text) {
        return (value, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                throw new NotReadyException(text + ": " + reason(cause), cause);
            }
            return value;
        };
    }

    private String reason(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return "no answer within " + settings.limits().connectTimeout().toSeconds() + " s";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
