package io.quarkiverse.mqtt5endpoint.faults;

import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttCompanion;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedPacket;
import io.quarkiverse.mqtt5endpoint.testkit.TestMessage;

/**
 * Numbers of one QoS on their way through the application: one stream ends in it, the other is relayed to another topic.
 * The application connects through a proxy, and is replaced when it was killed.
 */
final class Flow implements AutoCloseable {

    private static final String CONNECTOR = "-Dmp.messaging.connector.smallrye-mqtt5-endpoint.";
    private static final int RECEIVE_MAXIMUM = 50;
    private static final boolean WIRE = Boolean.getBoolean("faults.wire");
    private static final int PACKETS = WIRE ? Integer.MAX_VALUE : 5_000;
    private static final int PER_SECOND = Integer.getInteger("faults.rate", 250);

    final Shape shape;
    final Ledger consumed = new Ledger();
    final Ledger relayed = new Ledger();
    final Deliveries deliveries = new Deliveries(consumed, relayed);
    final FaultProxy proxy;

    private final ServerKind kind;
    private final MqttServer server;
    private final Counter doubles;
    private final Counter letters;
    private final BufferedWriter log;

    private final Deque<Map.Entry<Direction, ReceivedPacket>> packets = new ArrayDeque<>();
    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();

    private Feed feed;
    private Application application;

    Flow(ServerKind kind, MqttServer server, Shape shape, String logName) {
        this.shape = shape;
        this.kind = kind;
        this.server = server;
        this.proxy = FaultProxy.before(server).observe(this::passed);
        this.doubles = Counter.of(server, "doubles/" + shape.title, number -> {
            if (number >= 0) {
                relayed.arrived(number / 2);
            }
        });
        this.letters = Counter.of(server, "letters/" + shape.title,
                payload -> Integer.parseInt(new String(payload, StandardCharsets.UTF_8).split(" ")[0]), consumed::arrived);
        try {
            Path file = Path.of("target", "faults", logName + ".log");
            Files.createDirectories(file.getParent());
            this.log = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        startApplication(workMillis());
    }

    /** Only a session that exists keeps what is published while the application is away. */
    void awaitSubscribed() {
        await().atMost(Duration.ofMinutes(3)).until(() -> subscribed.size() == 2);
    }

    void startFeed() {
        feed = newFeed(0).started();
    }

    /** Starts the feed while the application can't connect, and lets it connect when so many messages wait. */
    void startFeed(int backlog) {
        proxy.refuse().cut();
        feed = newFeed(backlog).started();
        await().atMost(Duration.ofMinutes(15)).until(feed::hasBacklog);
        proxy.accept();
    }

    private Feed newFeed(int backlog) {
        return new Feed(server, shape.title, shape.qos, backlog, PER_SECOND, consumed, relayed);
    }

    void stopFeed() {
        feed.close();
    }

    void startApplication() {
        startApplication(workMillis());
    }

    /** From now on no message takes time; a slow application is replaced. */
    void hurry() {
        if (shape.slow) {
            killApplication();
            startApplication(0);
        }
    }

    /** So that the window passes half of what comes. */
    private static long slowMillis() {
        return 4_000L * RECEIVE_MAXIMUM / PER_SECOND;
    }

    private long workMillis() {
        return shape.slow ? slowMillis() : 0;
    }

    private void startApplication(long workMillis) {
        deliveries.nextProcess();
        consumed.nextProcess();
        relayed.nextProcess();
        List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "-Dfaults.tell-relayed=true", "-Dfaults.work-millis=" + workMillis, "-Dfaults.work-varies=" + (workMillis > 0),
                CONNECTOR + "receive-maximum=" + RECEIVE_MAXIMUM, CONNECTOR + "reconnect-attempts=-1",
                // Complains about each single message that a server should not have sent.
                "-Dquarkus.log.category.\"com.hivemq\".level=OFF");
        application = Application.launch(this::output, proxy.host(), proxy.port(),
                Stream.concat(options.stream(), shape.options(kind).stream()).toArray(String[]::new));
    }

    void killApplication() {
        note("KILLED");
        application.kill();
    }

    /** A message of QoS 0 that stands for nothing, for servers that forget to go on. */
    void wake() {
        try (MqttCompanion waker = MqttCompanion.connect(server, "waker")) {
            waker.publish("work/" + shape.title, "-1", 0).awaitCompletion();
            waker.publish(TestMessage.to("numbers/" + shape.title).payload(ByteBuffer.allocate(4).putInt(-1).array()).qos(0))
                    .awaitCompletion();
        } catch (IllegalStateException e) {
            note("not woken: " + e);
        }
    }

    int missing() {
        return Stream.of(consumed, relayed).mapToInt(ledger -> ledger.lost().size() + ledger.lostByServer().size()).sum();
    }

    synchronized void note(String line) {
        try {
            log.write(LocalTime.now() + " " + line);
            log.newLine();
            log.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void passed(Direction direction, ReceivedPacket packet) {
        deliveries.passed(direction, packet);
        synchronized (packets) {
            packets.add(Map.entry(direction, packet));
            if (packets.size() > PACKETS) {
                packets.remove();
            }
        }
    }

    /** The last packets in their order; all of them with {@code -Dfaults.wire=true}, for short runs. */
    private void noteWire() {
        synchronized (packets) {
            packets.forEach(entry -> {
                ReceivedPacket packet = entry.getValue();
                Object payload = packet.message().payload() instanceof ByteBuf bytes
                        ? bytes.toString(StandardCharsets.UTF_8) + " " + ByteBufUtil.hexDump(bytes)
                        : "";
                note("WIRE %d %s %s %s %s %s".formatted(packet.nanoTime() / 1_000_000, entry.getKey(), packet.connection(),
                        packet.message().fixedHeader(), packet.message().variableHeader(), payload));
            });
        }
    }

    private void output(String line) {
        if (WIRE) {
            note(line);
        }
        if (line.startsWith("RECEIVED ")) {
            number(line, "RECEIVED ", consumed::handedOver);
        } else if (line.startsWith("ACKNOWLEDGED ")) {
            number(line, "ACKNOWLEDGED ", consumed::arrived);
        } else if (line.startsWith("NACKED ")) {
            number(line, "NACKED ", consumed::settled);
        } else if (line.startsWith("RELAYED ")) {
            number(line, "RELAYED ", relayed::handedOver);
        } else {
            Stream.of("work", "numbers").filter(channel -> line.contains("Channel `" + channel + "` subscribed to"))
                    .forEach(subscribed::add);
            note(line);
        }
    }

    private static void number(String line, String prefix, IntConsumer consumer) {
        int number = Integer.parseInt(line.substring(prefix.length()));
        if (number >= 0) {
            consumer.accept(number);
        }
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
        application.close();
        doubles.close();
        letters.close();
        noteWire();
        proxy.close();
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
