package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.quarkiverse.mqtt5endpoint.core.consume.Delivery;
import io.quarkiverse.mqtt5endpoint.core.engine.OutgoingPublish;
import io.quarkiverse.mqtt5endpoint.core.hivemq.Customization;
import io.quarkiverse.mqtt5endpoint.core.hivemq.HiveMqEngines;
import io.quarkiverse.mqtt5endpoint.core.loop.Loop;
import io.quarkiverse.mqtt5endpoint.core.loop.NettyLoop;
import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.core.publish.PublishTerms;
import io.quarkiverse.mqtt5endpoint.core.session.SessionLease;
import io.quarkiverse.mqtt5endpoint.core.session.SessionParts;
import io.quarkiverse.mqtt5endpoint.core.session.SessionRegistry;
import io.quarkiverse.mqtt5endpoint.core.settings.IncomingSettings;
import io.quarkiverse.mqtt5endpoint.core.settings.TopicFilter;
import io.quarkiverse.mqtt5endpoint.runtime.config.ChannelProperties;
import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;

/** A thousand leases that come, receive a message and go, counted at the server and in this process. */
@Isolated("counts the threads of the JVM")
class LeasesTest {

    private static final int LEASES = 1000;
    private static final int AT_A_TIME = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ArtemisServer server = ArtemisServer.started();
    private final EventLoopGroup group = Epoll.isAvailable() ? new EpollEventLoopGroup(1) : new NioEventLoopGroup(1);
    private final SessionRegistry registry = new SessionRegistry();
    private final AtomicInteger timers = new AtomicInteger();

    @AfterEach
    void end() {
        group.shutdownGracefully();
        server.close();
    }

    @Test
    void leasesOnSessionsOfTheirOwnLeaveNothingBehind() {
        join(use("first", properties()).leave());
        Set<String> threads = threads();
        inTurns(number -> properties());
        nothingIsLeft(threads);
    }

    @Test
    void leasesOnASharedSessionLeaveOnlyTheSession() {
        Used staying = use("staying", shared());
        join(staying.done());
        Set<String> threads = threads();
        inTurns(number -> shared());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(atServer()).containsExactly(1, 1, 1));
        assertThat(timers).as("the sweep").hasValue(1);
        join(staying.leave());
        nothingIsLeft(threads);
    }

    private List<Integer> atServer() {
        return List.of(server.connections(), server.sessions(), server.subscriptions());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> !name.contains("activemq")).collect(Collectors.toSet());
    }

    private void nothingIsLeft(Set<String> threads) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(atServer()).containsExactly(0, 0, 0));
        assertThat(registry.size()).isZero();
        assertThat(timers).hasValue(0);
        assertThat(threads()).filteredOn(name -> name.matches("(?i).*(hivemq|rx|mqtt|event-?loop).*"))
                .isSubsetOf(threads);
    }

    /** So many at a time, each of which gets a message and acknowledges it. */
    private void inTurns(IntFunction<ChannelProperties> properties) {
        for (int first = 0; first < LEASES; first += AT_A_TIME) {
            List<Used> some = IntStream.range(first, first + AT_A_TIME)
                    .mapToObj(number -> use("lease-" + number, properties.apply(number))).toList();
            some.forEach(used -> join(used.done()));
            some.stream().map(Used::leave).toList().forEach(LeasesTest::join);
        }
    }

    private record Used(SessionLease lease, CompletableFuture<Void> done) {

        CompletableFuture<Void> leave() {
            return lease.release().subscribeAsCompletionStage();
        }
    }

    /** Done when its message was received and acknowledged. */
    private Used use(String channel, ChannelProperties properties) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<SessionLease> acquired = new CompletableFuture<>();
        SessionLease lease = subscribed(channel, properties, () -> acquired.thenAccept(LeasesTest::publish), delivery -> {
            delivery.settle();
            done.complete(null);
        });
        acquired.complete(lease);
        return new Used(lease, done);
    }

    private SessionLease subscribed(String channel, ChannelProperties properties, Runnable ready, Consumer<Delivery> messages) {
        IncomingSettings settings = properties.set("topic", channel).incoming(channel);
        SessionLease lease = registry.acquire(new SessionRegistry.Request(channel, settings.client(),
                TopicFilter.all(settings.subscription().filters()), parts(settings), new WhenReady(ready), live -> {
                }));
        lease.subscribe(settings).messages().subscribe().with(messages);
        return lease;
    }

    private record WhenReady(Runnable task) implements ChannelObserver {

        @Override
        public void ready() {
            task.run();
        }
    }

    private SessionParts parts(IncomingSettings settings) {
        NettyLoop netty = NettyLoop.on(group.next());
        return new SessionParts(() -> new CountingLoop(netty, timers),
                (name, loop) -> new HiveMqEngines(name, settings.client(), netty, Customization.NONE, null, null),
                host -> CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress())), null, null,
                Runnable::run);
    }

    private static void publish(SessionLease lease) {
        lease.publish(new OutgoingPublish(lease.channel(), 1, false, ByteBuffer.allocate(10), -1, null, null, null, null,
                List.of()), new PublishTerms(Duration.ZERO));
    }

    /** Sessions end with their connections: Artemis can overlook a DISCONNECT, and with it what that says of the session. */
    private ChannelProperties properties() {
        return new ChannelProperties().set("host", server.host()).set("port", String.valueOf(server.port()))
                .set("session-expiry-interval", "0");
    }

    private ChannelProperties shared() {
        return properties().set("shared-connection-name", "common");
    }

    private static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** The loop of the session, which knows how many of its timers have not fired. */
    private record CountingLoop(NettyLoop netty, AtomicInteger timers) implements Loop {

        @Override
        public boolean isCurrent() {
            return netty.isCurrent();
        }

        @Override
        public void execute(Runnable task) {
            netty.execute(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            timers.incrementAndGet();
            AtomicBoolean over = new AtomicBoolean();
            Timer timer = netty.schedule(delay, () -> {
                count(over);
                task.run();
            });
            return () -> {
                count(over);
                timer.cancel();
            };
        }

        private void count(AtomicBoolean over) {
            if (over.compareAndSet(false, true)) {
                timers.decrementAndGet();
            }
        }

        @Override
        public long nanoTime() {
            return netty.nanoTime();
        }

        @Override
        public void close() {
            netty.close();
        }
    }
}
