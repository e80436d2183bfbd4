package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Kind;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/**
 * A server that stores nothing and answers at once, so that a client is the slower of the two. It notices a client that
 * acknowledges nothing, too early or in another order than it has to.
 */
public final class Responder implements Counterpart {

    private final EventLoopGroup loop;
    private final boolean ownsLoop;
    private final int window;
    private final CountDownLatch awaited;
    private final Work work;
    private final Inflow inflow = new Inflow();
    private final Set<Conversation> subscribers = new LinkedHashSet<>();
    private final CompletableFuture<Void> wrong = new CompletableFuture<>();
    private Channel server;

    // the loop's
    private long packets;
    private long reads;
    private long wantedPublishes;
    private CompletableFuture<Void> round = CompletableFuture.completedFuture(null);

    private Responder(EventLoopGroup loop, boolean ownsLoop, Work work, int window) {
        this.loop = loop;
        this.ownsLoop = ownsLoop;
        this.work = work;
        this.window = window;
        this.awaited = new CountDownLatch((int) work.topics().count());
    }

    public static Responder started(Work work) {
        return started(new Responder(new NioEventLoopGroup(1), true, work, work.window()));
    }

    /**
     * @param loop a single one, which goes on after this
     * @param window how many messages may be on their way to the client
     */
    public static Responder on(EventLoopGroup loop, Work work, int window) {
        return started(new Responder(loop, false, work, window));
    }

    private static Responder started(Responder responder) {
        responder.bind();
        return responder;
    }

    private void bind() {
        server = new ServerBootstrap().group(loop).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new PacketDecoder(conversation()));
                    }
                }).bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
    }

    private Conversation conversation() {
        return new Conversation(this, new Outflow(work.qos(), window, settleable()), work.qos());
    }

    private Settleable settleable() {
        return switch (work.kind()) {
            case FORWARD -> sent -> inflow.count();
            case UNSETTLED -> Settleable.together(work.unsettled());
            default -> Settleable.each();
        };
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    @Override
    public void awaitSubscriptions(long seconds) throws InterruptedException {
        if (!awaited.await(seconds, TimeUnit.SECONDS)) {
            throw new WrongClientException(awaited.getCount() + " subscriptions are missing after " + seconds + " s");
        }
    }

    @Override
    public CompletableFuture<Void> deliver(int messages) {
        return begin(() -> {
            wantedPublishes += work.kind() == Kind.FORWARD ? messages : 0;
            int each = messages / subscribers.size();
            subscribers.forEach(subscriber -> subscriber.deliver(each));
        });
    }

    @Override
    public CompletableFuture<Void> receive(int messages) {
        return begin(() -> wantedPublishes += messages);
    }

    private CompletableFuture<Void> begin(Runnable start) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        wrong.whenComplete((nothing, cause) -> done.completeExceptionally(cause));
        loop.execute(() -> {
            round = done;
            start.run();
            advanced();
        });
        return done;
    }

    @Override
    public Traffic traffic() {
        return loop.submit(() -> new Traffic(packets, reads)).syncUninterruptibly().getNow();
    }

    @Override
    public String owed() {
        return loop.submit(() -> inflow.count() + " of " + wantedPublishes + " messages were published; "
                + subscribers.stream().map(Conversation::owed).collect(Collectors.joining(", "))).syncUninterruptibly()
                .getNow();
    }

    void read() {
        reads++;
    }

    void packet() {
        packets++;
    }

    void subscribed(Conversation conversation) {
        subscribers.add(conversation);
        awaited.countDown();
    }

    void published(long number) {
        inflow.received(number);
    }

    void advanced() {
        if (!round.isDone() && inflow.count() >= wantedPublishes && subscribers.stream().allMatch(Conversation::isDone)) {
            round.complete(null);
        }
    }

    void wrong(Throwable cause) {
        wrong.completeExceptionally(cause);
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        if (ownsLoop) {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
