package io.quarkiverse.mqtt5endpoint.core.connect;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

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
    private final Map<ServerAddress, InetSocketAddress> known = new ConcurrentHashMap<>();

    // loop only
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

    /** Does what the application may want to do once, before all attempts. May complete on any thread. */
    CompletableFuture<Void> first(Runnable task) {
        return inTime(CompletableFuture.runAsync(task, blocking));
    }

    /** Within the time that connecting may take. Fails with a {@link NotReadyException}. May complete on any thread. */
    CompletableFuture<ConnectParameters> of(ServerAddress server) {
        CompletableFuture<Credentials> asked = credentials();
        CompletableFuture<TlsMaterial> loaded = tls();
        return address(server).thenCompose(address -> asked
                .thenCombine(loaded, (known, material) -> new ConnectParameters(address, known, material)));
    }

    private CompletableFuture<InetSocketAddress> address(ServerAddress server) {
        return inTime(lookup.find(server)).handle((address, failure) -> {
            // A name server that is away for a moment: the address from before is better than none.
            InetSocketAddress found = failure == null ? address : known.get(server);
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
        // A call that has not returned yet is not made again: it keeps a thread.
        if (asking == null || asking.isDone()) {
            asking = CompletableFuture.supplyAsync(credentials::get, blocking);
        }
        return inTime(asking.thenCompose(answer -> answer)).handle(
                orNotReady("the credentials provider `" + settings.security().credentials().providerName()
                        + "` gave none"));
    }

    private CompletableFuture<TlsMaterial> tls() {
        if (!settings.security().tls().enabled()) {
            return CompletableFuture.completedFuture(null);
        }
        return inTime(CompletableFuture.supplyAsync(() -> tls.load(settings.security().tls()), blocking))
                .handle(orNotReady("its TLS configuration can't be used"));
    }

    private <T> CompletableFuture<T> inTime(CompletableFuture<T> step) {
        CompletableFuture<T> inTime = new CompletableFuture<>();
        Loop.Timer timer = loop.schedule(settings.limits().connectTimeout(),
                () -> inTime.completeExceptionally(new TimeoutException()));
        step.whenComplete((result, failure) -> {
            timer.cancel();
            if (failure == null) {
                inTime.complete(result);
            } else {
                inTime.completeExceptionally(failure);
            }
        });
        return inTime;
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
