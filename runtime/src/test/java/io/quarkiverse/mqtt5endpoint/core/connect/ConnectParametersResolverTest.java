package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;

class ConnectParametersResolverTest {

    private static final ServerAddress SERVER = new ServerAddress("server.example", 1884);
    private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();
    private static final Credentials PROVIDED = new Credentials("joe", "secret");

    private final ManualLoop loop = new ManualLoop();
    private final Deque<CompletableFuture<InetAddress>> addresses = new ArrayDeque<>();
    private final Deque<CompletionStage<Credentials>> credentials = new ArrayDeque<>();
    // What the application's code is called by
    private final Deque<Runnable> blocked = new ArrayDeque<>();

    private int asked;

    @Test
    void withoutAnythingToAskForOnlyTheAddressMatters() {
        addresses.add(CompletableFuture.completedFuture(ADDRESS));
        ConnectParameters found = resolver(SecuritySettings.NONE, false).of(SERVER).join();
        assertThat(found.address().getAddress()).isEqualTo(ADDRESS);
        assertThat(found.address().getPort()).isEqualTo(1884);
        assertThat(found.credentials()).isNull();
        assertThat(found.tls()).isNull();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void literalAddressAsksNoNameServer() {
        assertThat(resolver(SecuritySettings.NONE, false).of(new ServerAddress("10.0.0.7", 1)).join().address())
                .hasToString("/10.0.0.7:1");
        assertThat(resolver(SecuritySettings.NONE, false).of(new ServerAddress("2001:db8::1", 1)).join().address())
                .hasToString("/[2001:db8:0:0:0:0:0:1]:1");
    }

    @Test
    void unknownHostIsNamed() {
        addresses.add(CompletableFuture.failedFuture(new IOException("nobody")));
        notReady(resolver(SecuritySettings.NONE, false).of(SERVER)).withMessageContaining("server.example");
    }

    @Test
    void addressFromBeforeIsBetterThanNone() {
        ConnectParametersResolver resolver = resolver(SecuritySettings.NONE, false);
        addresses.add(CompletableFuture.completedFuture(ADDRESS));
        resolver.of(SERVER).join();
        addresses.add(CompletableFuture.failedFuture(new IOException("nobody")));
        assertThat(resolver.of(SERVER).join().address().getAddress()).isEqualTo(ADDRESS);
    }

    @Test
    void nameServerHasTheTimeThatConnectingMayTake() {
        addresses.add(new CompletableFuture<>());
        CompletableFuture<ConnectParameters> asking = resolver(SecuritySettings.NONE, false).of(SERVER);
        loop.advance(Duration.ofSeconds(10).minusNanos(1));
        assertThat(asking).isNotDone();
        loop.advance(Duration.ofNanos(1));
        notReady(asking).withMessageContaining("server.example");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void nameServerThatCannotBeAskedIsAFailureLikeAnyOther() {
        ConnectParametersResolver resolver = new ConnectParametersResolver(settings(SecuritySettings.NONE), loop, host -> {
            throw new RejectedExecutionException("shut down");
        }, null, null, Runnable::run);
        notReady(resolver.of(SERVER)).withMessageContaining("server.example");
        assertThat(loop.timers()).isZero();
    }

    @Test
    void executorThatTakesNothingIsAFailureLikeAnyOther() {
        ConnectParametersResolver resolver = new ConnectParametersResolver(settings(SecuritySettings.NONE), loop,
                host -> CompletableFuture.completedFuture(List.of(ADDRESS)), () -> CompletableFuture.completedFuture(PROVIDED),
                null,
                task -> {
                    throw new RejectedExecutionException("shut down");
                });
        notReady(resolver.of(SERVER)).withMessageContaining("shut down");
    }

    @Test
    void providerIsAskedBeforeEachAttemptAwayFromTheLoop() {
        ConnectParametersResolver resolver = resolver(provided(), true);
        addresses.add(CompletableFuture.completedFuture(ADDRESS));
        credentials.add(CompletableFuture.completedFuture(PROVIDED));
        CompletableFuture<ConnectParameters> first = resolver.of(SERVER);
        assertThat(first).isNotDone();
        blocked.remove().run();
        assertThat(first.join().credentials()).isEqualTo(PROVIDED);
        addresses.add(CompletableFuture.completedFuture(ADDRESS));
        resolver.of(SERVER);
        assertThat(blocked).hasSize(1);
    }

    @Test
    void providerThatDoesNotAnswerInTimeIsNamed() {
        addresses.add(CompletableFuture.completedFuture(ADDRESS));
        credentials.add(new CompletableFuture<>());
        CompletableFuture<ConnectParameters> asking = resolver(provided(), true).of(SERVER);
        blocked.remove().run();
        loop.advance(Duration.ofSeconds(10));
        notReady(asking).withMessageContaining("`vault`").withMessageContaining("10 s");
    }

    @Test
    void providerThatStillHoldsAThreadIsNotGivenAnother() {
        ConnectParametersResolver resolver = resolver(provided(), true);
        addresses.add(CompletableFuture.completedFuture(ADDRESS));
        addresses.add(CompletableFuture.completedFuture(ADDRESS));
        resolver.of(SERVER);
        loop.advance(Duration.ofSeconds(10));
        CompletableFuture<ConnectParameters> second = resolver.of(SERVER);
        assertThat(blocked).hasSize(1);
        credentials.add(CompletableFuture.completedFuture(PROVIDED));
        blocked.remove().run();
        assertThat(second.join().credentials()).isEqualTo(PROVIDED);
        assertThat(asked).isOne();
    }

    @Test
    void sourceIsRenewedForEachAttemptAwayFromTheLoop() {
        ConnectParametersResolver resolver = resolver(SecuritySettings.NONE, true);
        FakeEngines source = new FakeEngines();
        assertThat(resolver.renew(source)).isCompleted();
        source.renewal = () -> CompletableFuture.runAsync(() -> asked++, Runnable::run);
        CompletableFuture<Void> first = resolver.renew(source);
        assertThat(first).isNotDone();
        blocked.remove().run();
        assertThat(first).isCompleted();
        resolver.renew(source);
        blocked.remove().run();
        assertThat(asked).isEqualTo(2);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void renewalHasTheTimeThatConnectingMayTake() {
        ConnectParametersResolver resolver = resolver(SecuritySettings.NONE, true);
        FakeEngines source = new FakeEngines();
        source.renewal = CompletableFuture::new;
        CompletableFuture<Void> late = resolver.renew(source);
        blocked.remove().run();
        loop.advance(Duration.ofSeconds(10));
        notReady(late).withMessageContaining("the Mqtt5WebSocketHandshake gave no request: no answer within 10 s");
    }

    @Test
    void tlsIsLoadedBeforeEachAttemptAwayFromTheLoop() {
        TlsMaterial material = new TlsMaterial(null, null, List.of(), List.of(), null, true);
        ConnectParametersResolver resolver = new ConnectParametersResolver(
                settings(new SecuritySettings(TlsSettings.of(true, null, TrustSettings.JVM, KeySettings.NONE, null), false,
                        Credentials.NONE, null)),
                loop, host -> CompletableFuture.completedFuture(List.of(ADDRESS)), null, tls -> material, blocked::add);
        CompletableFuture<ConnectParameters> asking = resolver.of(SERVER);
        assertThat(asking).isNotDone();
        blocked.remove().run();
        assertThat(asking.join().tls()).isSameAs(material);
    }

    private ConnectParametersResolver resolver(SecuritySettings security, boolean elsewhere) {
        return new ConnectParametersResolver(settings(security), loop, host -> addresses.remove().thenApply(List::of),
                security.credentials().providerName() == null ? null : () -> {
                    asked++;
                    return credentials.remove();
                }, null, elsewhere ? blocked::add : Runnable::run);
    }

    private static ClientSettings settings(SecuritySettings security) {
        return new SampleSettings().security(security).client();
    }

    private static SecuritySettings provided() {
        return new SecuritySettings(TlsSettings.OFF, false, new Credentials(null, null, "vault"), null);
    }

    private static ThrowableAssertAlternative<?> notReady(CompletableFuture<?> attempt) {
        assertThat(attempt).isCompletedExceptionally();
        return assertThatExceptionOfType(CompletionException.class).isThrownBy(attempt::join)
                .withCauseInstanceOf(NotReadyException.class);
    }
}
