package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessageType;

/**
 * A fake MQTT 5 server that does what a test says and records what clients send.
 * <p>
 * Without a script it accepts, grants and acknowledges everything, and delivers nothing. Everything happens on one
 * event loop; all methods may be called from any thread.
 */
public final class ScriptedServer implements MqttServer, Scripted<ScriptedServer>, LastClient, ReceivedPackets {

    private static final int MAX_PACKET = 32 * 1024 * 1024;
    private static final int MAX_CLIENT_ID = 65_535;

    private final int port = Ports.free();
    private final EventLoopThread loop = new EventLoopThread("scripted-server");
    private final Scripts scripts = new Scripts();
    private final PacketLog log = new PacketLog();
    private final AckGate acks = new AckGate();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Connections connections = new Connections();

    private volatile boolean dropping;
    private Channel listener;

    private ScriptedServer() {
    }

    /** A server that listens, with the default answers. */
    public static ScriptedServer started() {
        ScriptedServer server = new ScriptedServer();
        server.start();
        return server;
    }

    @Override
    public String host() {
        return Ports.HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public synchronized void start() {
        if (listener == null) {
            listener = loop.listen(port, new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    accepted(channel);
                }
            }, true);
        }
    }

    /** Closes the listening socket and all connections; scripts and records stay. */
    @Override
    public synchronized void stop() {
        if (listener != null) {
            listener.close().syncUninterruptibly();
            listener = null;
            loop.run(connections::closeAll);
            loop.settle();
        }
    }

    @Override
    public void close() {
        stop();
        loop.close();
    }

    @Override
    public ScriptedServer on(MqttMessageType type, Answer answer) {
        scripts.of(type).always(answer);
        return this;
    }

    @Override
    public ScriptedServer onNext(MqttMessageType type, int n, Answer answer) {
        scripts.of(type).next(n, answer);
        return this;
    }

    /** Keeps PUBACK, PUBREC and PUBCOMP back, in their order, until released. */
    public ScriptedServer holdAcks() {
        loop.run(acks::hold);
        return this;
    }

    /** Sends what is held and holds no longer. */
    public void releaseAcks() {
        loop.run(acks::open);
    }

    /** Sends the n oldest of what is held and goes on holding. */
    public void releaseAcks(int n) {
        loop.run(() -> acks.release(n));
    }

    /** How many acknowledgements are held. */
    public int heldAcks() {
        return loop.call(acks::held);
    }

    /** Accepts TCP connections only to close them immediately; they count in {@link #tcpConnections()}. */
    public ScriptedServer dropTcp() {
        dropping = true;
        return this;
    }

    /** Ends {@link #dropTcp()}. */
    public ScriptedServer acceptTcp() {
        dropping = false;
        return this;
    }

    @Override
    public ClientConnection connection() {
        return connections.last(connection -> true, "No client is connected");
    }

    /** The open connection of this client. */
    public ClientConnection connection(String clientId) {
        return connections.last(connection -> connection.clientId().equals(clientId),
                "Client '" + clientId + "' is not connected");
    }

    // ---- records

    @Override
    public List<ReceivedPacket> received() {
        return log.all();
    }

    @Override
    public List<ReceivedPacket> received(MqttMessageType type) {
        return log.of(type);
    }

    @Override
    public List<ReceivedPacket> awaitReceived(MqttMessageType type, int n, Duration timeout) {
        List<ReceivedPacket> packets = log.await(type, n, timeout);
        loop.barrier(); // the answer to the last one
        return packets;
    }

    /** Forgets the packets received so far. */
    public void clearReceived() {
        log.clear();
    }

    /** How many TCP connections were accepted, those of {@link #dropTcp()} included. */
    public int tcpConnections() {
        return connections.accepted().size();
    }

    /** When each TCP connection was accepted, see {@link System#nanoTime()}. */
    public List<Long> tcpConnectionTimes() {
        return connections.accepted();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return connections.open();
    }

    /** Waits until n TCP connections have been accepted, for ten seconds at most. */
    public void awaitTcpConnections(int n) {
        log.awaitTrue(() -> tcpConnections() >= n, PacketLog.PATIENCE,
                () -> "Expected " + n + " TCP connections, but there were " + tcpConnections());
    }

    /** Waits until n connections are open, for ten seconds at most. */
    public void awaitOpenConnections(int n) {
        log.awaitTrue(() -> openConnections() == n, PacketLog.PATIENCE,
                () -> "Expected " + n + " open connections, but there were " + openConnections());
    }

    /** Malformed packets and errors in answers; a correct test ends with none. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    void answer(ClientConnection connection, ReceivedPacket packet) {
        if (packet.type() == MqttMessageType.CONNECT) {
            connections.greeted(connection);
        }
        scripts.of(packet.type()).take().answer(connection, packet);
    }

    void record(ReceivedPacket packet) {
        log.add(packet);
    }

    void closed(ClientConnection connection) {
        connections.closed(connection);
        log.changed();
    }

    void failed(Throwable cause) {
        if (!(cause instanceof IOException)) { // a connection that breaks is no fault of a test
            failures.add(cause);
        }
    }

    private void accepted(Channel channel) {
        int number = connections.accept();
        if (dropping) {
            channel.close();
        } else {
            ClientConnection connection = new ClientConnection(number, channel, loop, acks);
            connections.opened(connection);
            channel.pipeline().addLast(new WholePackets(MAX_PACKET), new MqttDecoder(MAX_PACKET, MAX_CLIENT_ID),
                    MqttEncoder.INSTANCE, new ScriptedHandler(connection, this));
        }
        log.changed();
    }
}
