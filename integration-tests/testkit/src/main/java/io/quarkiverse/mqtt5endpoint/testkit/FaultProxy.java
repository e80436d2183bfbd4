package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.mqtt.MqttMessageType;

/**
 * A network in front of a server that fails on a test's command.
 * <p>
 * Everything happens on one event loop. An operation is done when its method returns: after {@link #stall()} no byte
 * passes, after {@link #cut()} the connections are closed. Rules count from the moment they are set, over all
 * connections, and apply once.
 */
public final class FaultProxy extends FaultRules implements AutoCloseable {

    private final int port = Ports.free();
    private final EventLoopThread loop = new EventLoopThread("fault-proxy");
    private final Map<Direction, Lane> lanes = new EnumMap<>(Direction.class);
    private final Wiretap wiretap = new Wiretap();

    // event loop only
    private final Set<ProxyLink> links = new LinkedHashSet<>();
    private int connections;
    private boolean dropping;
    private String targetHost;
    private int targetPort;

    private volatile Throwable failure;
    private Channel listener;

    private FaultProxy(String host, int port) {
        this.targetHost = host;
        this.targetPort = port;
        List.of(Direction.values()).forEach(direction -> lanes.put(direction, new Lane(direction)));
    }

    /** A proxy that listens and forwards to the server. */
    public static FaultProxy before(MqttServer server) {
        return before(server.host(), server.port());
    }

    /** A proxy that listens and forwards to host and port. */
    public static FaultProxy before(String host, int port) {
        return new FaultProxy(host, port).accept();
    }

    /** The address that clients connect to. */
    public String host() {
        return Ports.HOST;
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** Sends connections made from now on elsewhere. */
    public FaultProxy target(String host, int port) {
        loop.run(() -> {
            targetHost = host;
            targetPort = port;
        });
        return this;
    }

    // connections

    /** Closes all connections. */
    public FaultProxy cut() {
        loop.run(() -> List.copyOf(links).forEach(ProxyLink::close));
        loop.settle();
        return this;
    }

    /** Closes all connections with a TCP reset. */
    public FaultProxy reset() {
        loop.run(() -> List.copyOf(links).forEach(ProxyLink::reset));
        loop.settle();
        return this;
    }

    /** Closes the listening socket: new connections are refused, present ones stay. */
    public synchronized FaultProxy refuse() {
        if (listener != null) {
            listener.close().syncUninterruptibly();
            loop.settle();
            listener = null;
        }
        return this;
    }

    /** Accepts TCP connections only to close them immediately, without a word from the server. */
    public FaultProxy drop() {
        loop.run(() -> dropping = true);
        return this;
    }

    /** Takes connections again after {@link #refuse()} or {@link #drop()}, on the same port. */
    public synchronized FaultProxy accept() {
        loop.run(() -> dropping = false);
        if (listener == null) {
            listener = loop.listen(port, new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    accepted(channel);
                }
            }, false);
        }
        return this;
    }

    /** How many connections were accepted in all, dropped ones included. */
    public int connections() {
        return loop.call(() -> connections);
    }

    /** How many connections are open; one that a client closed during a stall counts until {@link #resume()}. */
    public int openConnections() {
        return loop.call(links::size);
    }

    // bytes

    /** Holds all bytes in both directions; connections stay open and new ones are taken. */
    public FaultProxy stall() {
        return stalled(true, Direction.values());
    }

    /** Holds what clients send. */
    public FaultProxy stallUpstream() {
        return stalled(true, Direction.UPSTREAM);
    }

    /** Holds what the server sends. */
    public FaultProxy stallDownstream() {
        return stalled(true, Direction.DOWNSTREAM);
    }

    /** Lets through what was held, and what comes. */
    public FaultProxy resume() {
        return stalled(false, Direction.values());
    }

    /** Delays what arrives from now on by this much, in each direction; zero ends it. */
    public FaultProxy delay(Duration delay) {
        loop.run(() -> lanes.values().forEach(lane -> lane.delayNanos(delay.toNanos())));
        return this;
    }

    /** Limits the speed of each connection in this direction; 0 ends it. What has no room waits with the sender. */
    public FaultProxy throttle(Direction direction, long bytesPerSecond) {
        loop.run(() -> lane(direction).bytesPerSecond(bytesPerSecond));
        return this;
    }

    /** Loses what comes this way over the present connections, until they end: each side believes what it likes. */
    public FaultProxy swallow(Direction direction) {
        loop.run(() -> links.forEach(link -> link.swallow(direction)));
        return this;
    }

    // rules

    /** Forgets all rules that have not applied yet; their futures are cancelled. */
    public FaultProxy clearRules() {
        loop.run(() -> lanes.values().forEach(Lane::clearRules));
        return this;
    }

    // records

    /** Records the packets that get through from now on. */
    public FaultProxy record() {
        wiretap.record();
        return this;
    }

    /** Tells of each packet that gets through from now on, in their order, on the event loop of the proxy. */
    public FaultProxy observe(BiConsumer<Direction, ReceivedPacket> packets) {
        wiretap.observe(packets);
        return this;
    }

    /** The packets that got through in this direction while recording; a snapshot. */
    public List<ReceivedPacket> packets(Direction direction) {
        return wiretap.log(direction).all();
    }

    /** The packets of one type. */
    public List<ReceivedPacket> packets(Direction direction, MqttMessageType type) {
        return wiretap.log(direction).of(type);
    }

    /** Waits until n packets of the type got through, for ten seconds at most, and returns all of the type. */
    public List<ReceivedPacket> awaitPackets(Direction direction, MqttMessageType type, int n) {
        List<ReceivedPacket> packets = wiretap.log(direction).await(type, n, PacketLog.PATIENCE);
        loop.barrier(); // the write of the last one
        return packets;
    }

    @Override
    public void close() {
        refuse();
        cut();
        loop.close();
        if (failure != null) {
            throw new IllegalStateException("the proxy itself failed, or who observes it", failure);
        }
    }

    // for links

    Lane lane(Direction direction) {
        return lanes.get(direction);
    }

    void failed(Throwable cause) {
        failure = cause;
    }

    Wiretap wiretap() {
        return wiretap;
    }

    void ended(ProxyLink link) {
        links.remove(link);
    }

    private FaultProxy stalled(boolean stalled, Direction... directions) {
        loop.run(() -> {
            List.of(directions).forEach(direction -> lane(direction).stalled(stalled));
            List.copyOf(links).forEach(ProxyLink::updateReading);
            List.copyOf(links).forEach(ProxyLink::pump);
        });
        return this;
    }

    @Override
    CompletableFuture<Void> rule(Direction direction, CutRule rule) {
        loop.run(() -> lane(direction).add(rule));
        return rule.done;
    }

    private void accepted(Channel client) {
        connections++;
        if (dropping) {
            client.close();
            return;
        }
        ProxyLink link = new ProxyLink(this, connections, client);
        links.add(link);
        link.connect(loop.loop(), targetHost, targetPort);
    }
}
