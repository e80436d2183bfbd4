package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.netty.util.NetUtil;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectRequest;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.engine.FakeEngines;
import io.quarkiverse.mqtt5endpoint.core.engine.LiveConnection;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ClientSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Credentials;
import io.quarkiverse.mqtt5endpoint.core.settings.KeySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.LimitSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.SecuritySettings;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerRedirects;
import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TlsSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.Transport;
import io.quarkiverse.mqtt5endpoint.core.settings.TransportSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TrustSettings;
import io.quarkiverse.mqtt5endpoint.core.tls.TlsMaterial;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;

/** Where each attempt goes, without a socket. */
class ConnectionManagerTest {

    private static final TlsMaterial MATERIAL = new TlsMaterial(null, null, List.of(), List.of(), null, true);
    private static final TlsSettings TLS = new TlsSettings(true, true, TrustSettings.JVM, KeySettings.NONE, null);
    private static final int RETRIES = 2;
    private static final String CHANNEL = "managed";

    private final ManualLoop loop = new ManualLoop();
    private final FakeEngines engines = new FakeEngines();
    private final Recorded events = new Recorded();
    private Consumer<Runnable> blocking = Runnable::run;

    @Test
    void followedReferenceKeepsTls() {
        ConnectionManager connections = connections(ServerRedirects.ANY, host -> answer("10.0.0.1"));
        connections.begin();
        loop.runAll();
        refer("elsewhere:99");
        loop.advanceToNextTimer();
        assertThat(requests()).hasSize(2).allSatisfy(request -> assertThat(request.tls()).isSameAs(MATERIAL));
        assertThat(connections.server()).hasToString("elsewhere:99");
        assertThat(requests().get(1).address().getPort()).isEqualTo(99);
    }

    @Test
    void attemptAfterTheFollowedOneGoesToTheConfiguredServer() {
        ConnectionManager connections = connections(ServerRedirects.ANY, host -> answer("10.0.0.1"));
        connections.begin();
        loop.runAll();
        refer("elsewhere:99");
        loop.advanceToNextTimer();
        engines.last().cut();
        loop.advanceToNextTimer();
        assertThat(connections.server()).hasToString("configured:1883");
    }

    @Test
    void refusedReferenceLeavesTheConfiguredServer() {
        ConnectionManager connections = connections(ServerRedirects.SAME_HOST, host -> answer("10.0.0.1"));
        connections.begin();
        loop.runAll();
        refer("elsewhere:99");
        loop.advanceToNextTimer();
        assertThat(connections.server()).hasToString("configured:1883");
        assertThat(requests()).hasSize(2);
    }

    @Test
    void allAddressesAreTriedInOrderBeforeTheAttemptFails() {
        begin(host -> answer("10.0.0.1", "2001:db8::1", "10.0.0.2"));
        fail();
        fail();
        assertThat(tried()).containsExactly("10.0.0.1", "[2001:db8::1]", "10.0.0.2");
        assertThat(events.losses).isZero();
        assertThat(loop.timers()).isZero();
        fail();
        assertThat(events.losses).isEqualTo(1);
        loop.advanceToNextTimer();
        assertThat(tried()).hasSize(4).last().isEqualTo("10.0.0.1");
    }

    @Test
    void attemptsAreCountedIndependentlyOfTheNumberOfAddresses() {
        begin(host -> answer("10.0.0.1", "10.0.0.2"));
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            assertThat(events.end).isNull();
            fail();
            fail();
            loop.advance(Duration.ofSeconds(2));
        }
        assertThat(events.end).hasMessageContaining("`reconnect-attempts`, " + RETRIES);
        assertThat(tried()).hasSize(2 * (RETRIES + 1));
    }

    @Test
    void refusalEndsTheAttemptAtTheAddressThatAnswered() {
        begin(host -> answer("10.0.0.1", "10.0.0.2"));
        engines.last().connection.lost(
                new ConnectionLoss(Kind.CONNACK, 0x88, "text", null, Fault.NONE, new IOException("refused")));
        loop.runAll();
        assertThat(tried()).containsExactly("10.0.0.1");
        assertThat(events.losses).isEqualTo(1);
    }

    @Test
    void lostConnectionBeginsWithTheFirstAddressAgain() {
        begin(host -> answer("10.0.0.1", "10.0.0.2"));
        fail();
        engines.last().accept(false);
        fail();
        loop.advanceToNextTimer();
        assertThat(tried()).containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.1");
    }

    @Test
    void noFurtherAddressIsTriedAfterClose() {
        ConnectionManager connections = begin(host -> answer("10.0.0.1", "10.0.0.2"));
        engines.last().cut();
        connections.close(() -> events.losses = 0);
        loop.runAll();
        assertThat(tried()).containsExactly("10.0.0.1");
    }

    @Test
    void logNamesTheAddress() {
        try (TestLog log = new TestLog()) {
            begin(host -> answer("10.0.0.1", "2001:db8::1"));
            fail();
            fail();
            loop.advanceToNextTimer();
            fail();
            engines.last().accept(false);
            assertThat(log.lines(192, CHANNEL)).hasSize(2).first().asString()
                    .contains("configured:1883 at 10.0.0.1").contains("next address of the host, [2001:db8::1]");
            assertThat(log.lines(102, CHANNEL)).singleElement().asString().contains("configured:1883 at [2001:db8::1]");
            assertThat(log.lines(100, CHANNEL)).singleElement().asString().contains("configured:1883 at [2001:db8::1]");
        }
    }

    @Test
    void hostWithoutAnyAddressIsUnknown() {
        connections(ServerRedirects.SAME_HOST, host -> answer()).begin();
        loop.advance(Duration.ofSeconds(5));
        assertThat(events.end).hasMessageContaining("the host configured is unknown");
    }

    @Test
    void preparingTakesItsTimeWithoutCustomizer() {
        List<Runnable> tasks = new ArrayList<>();
        blocking = tasks::add;
        begin(host -> answer("10.0.0.1"));
        loop.advance(Duration.ofMinutes(5));
        assertThat(events.losses).isZero();
        assertThat(events.end).isNull();
        blocking = Runnable::run;
        tasks.remove(0).run();
        loop.runAll();
        assertThat(tried()).containsExactly("10.0.0.1");
    }

    @Test
    void lateCustomizerIsAwaitedAgainByTheNextAttemptAndRunsOnce() {
        List<Runnable> tasks = new ArrayList<>();
        engines.customized = true;
        blocking = tasks::add;
        begin(host -> answer("10.0.0.1"));
        loop.advance(Duration.ofSeconds(5));
        assertThat(events.losses).isEqualTo(1);
        assertThat(events.end).isNull();
        blocking = Runnable::run;
        loop.advanceToNextTimer();
        tasks.remove(0).run();
        loop.runAll();
        assertThat(tried()).containsExactly("10.0.0.1");
        assertThat(engines.preparations).isEqualTo(1);
    }

    @Test
    void customizerThatNeverReturnsUsesUpTheAttempts() {
        engines.customized = true;
        blocking = task -> loop.runAll();
        begin(host -> answer("10.0.0.1"));
        loop.advance(Duration.ofSeconds(30));
        assertThat(events.losses).isEqualTo(RETRIES + 1);
        assertThat(events.end).hasMessageContaining("`reconnect-attempts`, " + RETRIES)
                .hasMessageContaining("a ClientCustomizer did not return: no answer within 5 s");
    }

    @Test
    void customizerThatThrowsEndsTheConnection() {
        engines.customized = true;
        engines.customizer = () -> {
            throw new IllegalStateException("no way");
        };
        begin(host -> answer("10.0.0.1"));
        assertThat(events.end).hasMessageContaining("a ClientCustomizer failed").hasMessageContaining("no way");
    }

    private ConnectionManager begin(AddressResolver addresses) {
        ConnectionManager connections = connections(ServerRedirects.SAME_HOST, addresses);
        connections.begin();
        loop.runAll();
        return connections;
    }

    private ConnectionManager connections(ServerRedirects redirects, AddressResolver addresses) {
        ClientSettings settings = settings(redirects);
        ConnectParametersResolver resolver = new ConnectParametersResolver(settings, loop, addresses, null, tls -> MATERIAL,
                task -> blocking.accept(task));
        return new ConnectionManager(() -> CHANNEL, settings, loop, resolver, engines, null, events);
    }

    private static ClientSettings settings(ServerRedirects redirects) {
        return new ClientSettings(null, List.of(new ServerAddress("configured", 1883)),
                new TransportSettings(Transport.TCP, "/mqtt", redirects),
                new SessionSettings("fixed", false, false, 60), new SecuritySettings(TLS, true, Credentials.NONE, null),
                new ReconnectSettings(RETRIES, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new LimitSettings(10, LimitSettings.PROTOCOL_MAXIMUM, 0, 1, Duration.ofSeconds(30), Duration.ofSeconds(5)),
                null, Duration.ZERO);
    }

    private static CompletableFuture<List<InetAddress>> answer(String... literals) {
        return CompletableFuture.completedFuture(Stream.of(literals).map(ConnectionManagerTest::address).toList());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByAddress("configured", NetUtil.createByteArrayFromIpAddressString(literal));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private List<String> tried() {
        return requests().stream().map(request -> Place.literal(request.address().getAddress())).toList();
    }

    private void fail() {
        engines.last().cut();
        loop.runAll();
    }

    private List<ConnectRequest> requests() {
        return engines.last().connects;
    }

    /** A CONNACK that sends the client elsewhere. */
    private void refer(String reference) {
        engines.last().connection.lost(
                new ConnectionLoss(Kind.CONNACK, 0x9C, "text", reference, Fault.NONE, new IOException("refused")));
        loop.runAll();
    }

    private static final class Recorded implements ConnectionManager.Events {

        private int losses;
        private Throwable end;

        @Override
        public void connected(LiveConnection live, boolean again) {
            end = null;
        }

        @Override
        public void lost(ConnectionLoss loss) {
            losses++;
        }

        @Override
        public void engineReplaced() {
            losses = 0;
        }

        @Override
        public void gaveUp(Throwable cause) {
            end = cause;
        }
    }
}
