package io.quarkiverse.mqtt5endpoint.faults;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.mqtt5endpoint.faults.Chaos.Fault;
import io.quarkiverse.mqtt5endpoint.faults.Ledger.Again;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerProcess;

/**
 * Numbers go through applications while connections, servers and the applications themselves fail at random. None is lost,
 * and at QoS 2 none comes twice but what was in the hands of a killed process, and what a killed server had forgotten. What
 * fails is dead-lettered, once unless the server delivers it again after it was settled.
 * <p>
 * System properties: {@code faults.minutes} on each server, {@code faults.servers}, {@code faults.shapes} of the
 * applications, {@code faults.rate} in numbers per second, {@code faults.pause-millis} between two faults at most,
 * {@code faults.backlog} in messages for each application that may have one, and {@code faults.seed}, which is in the table.
 */
class RandomFaultsIT {

    private static final double MINUTES = Double.parseDouble(System.getProperty("faults.minutes", "0.2"));
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime() % 1_000_000);
    private static final long SETTLE_SECONDS = 60;

    private static final int BACKLOG = Integer.getInteger("faults.backlog", 1000);
    private static final List<String> SERVERS = List
            .of(System.getProperty("faults.servers", "ARTEMIS,HIVEMQ,MOSQUITTO").split(","));
    private static final List<Shape> SHAPES = Stream
            .of(System.getProperty("faults.shapes", "ONCE_OR_MORE,EXACTLY_ONCE,SHARED").split(",")).map(Shape::valueOf)
            .toList();

    private static final String ROW = "| %-9s | %-8s | %-8s | %7d | %5d | %9d | %4d | %9d | %10d | %6d | %9d | %10d | %11s | %7s"
            + " | %6s | %4d | %6d | %12d | %9d | %6d |";
    private static final List<String> TABLE = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void nothingIsLost(ServerKind kind) throws Exception {
        assumeTrue(SERVERS.contains(kind.name()), "only on " + SERVERS);
        List<Flow> flows = new ArrayList<>();
        boolean unreadable;
        try (MqttServer server = kind.start()) {
            try {
                SHAPES.forEach(shape -> flows.add(flow(kind, server, shape)));
                Chaos chaos = run(kind, server, flows);
                unreadable = kind.failsToRead(server);
                flows.forEach(flow -> report(kind, flow, chaos));
            } finally {
                flows.forEach(Flow::close);
            }
        }
        flows.forEach(flow -> {
            if (!unreadable) {
                assertNothingLost(kind, flow, "consumed", flow.consumed);
            }
            assertNothingLost(kind, flow, "relayed", flow.relayed);
            assertOnce(kind, flow, "consumed", flow.consumed);
            assertOnce(kind, flow, "relayed", flow.relayed);
            assertLetters(kind, flow);
        });
    }

    private static Flow flow(ServerKind kind, MqttServer server, Shape shape) {
        return new Flow(kind, server, shape, "%s-%s-%d".formatted(kind, shape.title, SEED));
    }

    private static Chaos run(ServerKind kind, MqttServer server, List<Flow> flows) throws IOException {
        flows.forEach(Flow::awaitSubscribed);
        flows.forEach(flow -> startFeed(kind, flow));
        Chaos chaos = new Chaos(SEED, server, flows);
        chaos.run((long) (MINUTES * TimeUnit.MINUTES.toNanos(1)));
        assertThat(chaos.done).as("faults").containsOnlyKeys(Fault.values());
        flows.forEach(Flow::stopFeed);
        flows.forEach(Flow::hurry);
        settle(kind, flows);
        if (server instanceof ServerProcess process) {
            Files.writeString(Path.of("target", "faults", kind + "-" + SEED + ".log"), process.log());
        }
        return chaos;
    }

    private static void startFeed(ServerKind kind, Flow flow) {
        if (flow.shape.hasBacklog(kind)) {
            flow.startFeed(BACKLOG);
        } else {
            flow.startFeed();
        }
    }

    private static void assertNothingLost(ServerKind kind, Flow flow, String way, Ledger ledger) {
        assertThat(ledger.lost()).as(what(kind, flow, way) + "lost").isEmpty();
    }

    private static void assertOnce(ServerKind kind, Flow flow, String way, Ledger ledger) {
        String what = what(kind, flow, way);
        if (flow.shape.qos == 2) {
            assertThat(ledger.unexplained()).as(what + "came twice").isEmpty();
            if (!flow.deliveries.isSessionForgotten()) {
                assertThat(ledger.passedOnTooOften()).as(what + "published twice").isEmpty();
            }
            if (kind.keepsIdentifiers()) {
                assertThat(ledger.again(Again.RENUMBERED)).as(what + "renumbered").isZero();
            }
        }
    }

    private static void assertLetters(ServerKind kind, Flow flow) {
        assertThat(flow.consumed.passedOn()).as(what(kind, flow, "letters")).isPositive();
        if (!flow.deliveries.isSessionForgotten()) {
            assertThat(flow.consumed.copied()).as(what(kind, flow, "letters") + "more than one for an original").isEmpty();
        }
    }

    private static String what(ServerKind kind, Flow flow, String way) {
        return "%s, %s, %s, seed %d: ".formatted(way, flow.shape, kind, SEED);
    }

    /** Until everything has come, or nothing comes any more. */
    private static void settle(ServerKind kind, List<Flow> flows) {
        int missing = Integer.MAX_VALUE;
        long progress = System.nanoTime();
        for (int round = 1; missing > 0 && System.nanoTime() - progress < TimeUnit.SECONDS.toNanos(SETTLE_SECONDS); round++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            int now = flows.stream().mapToInt(Flow::missing).sum();
            if (now < missing) {
                missing = now;
                progress = System.nanoTime();
            }
            if (kind.forgetsToGoOn() && round % 8 == 0) {
                flows.forEach(Flow::wake);
            }
        }
    }

    private static void report(ServerKind kind, Flow flow, Chaos chaos) {
        report(kind, flow, "consumed", flow.consumed, chaos);
        report(kind, flow, "relayed", flow.relayed, chaos);
    }

    private static void report(ServerKind kind, Flow flow, String way, Ledger ledger, Chaos chaos) {
        boolean once = flow.shape.qos == 2;
        boolean letters = ledger == flow.consumed;
        TABLE.add(ROW.formatted(kind, flow.shape.title, way, ledger.sent(), ledger.maybeSent(), ledger.delivered(),
                ledger.lost().size(), ledger.lostByServer().size(), ledger.duplicates(), ledger.again(Again.KILLED),
                ledger.again(Again.FORGOTTEN),
                ledger.again(Again.RENUMBERED), once ? ledger.unexplained().size() : "-",
                letters ? ledger.passedOn() : "-", letters ? ledger.copied().size() : "-",
                chaos.count(Fault.CUT, Fault.RESET, Fault.CUT_AT_PACKET, Fault.RESET_AT_PACKET, Fault.SWALLOW_ONE_WAY),
                chaos.count(Fault.STALL, Fault.STALL_ONE_WAY, Fault.DELAY),
                chaos.count(Fault.STRIKE_SERVER), chaos.killedApplications(flow), SEED));
    }

    @AfterAll
    static void printTable() throws IOException {
        String table = TABLE.stream()
                .collect(joining("\n",
                        """
                                | server    | shape    | way      |    sent | maybe | delivered | lost | by server | duplicates | killed | forgotten\
                                 | renumbered | unexplained | letters | copied | cuts | stalls | server kills | app kills |   seed |
                                """,
                        "\n"));
        System.out.print(table);
        Files.writeString(Path.of("target", "faults", "table-" + SEED + ".txt"), table);
    }
}
