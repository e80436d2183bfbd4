package io.quarkiverse.mqtt5endpoint.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.netty.handler.codec.mqtt.MqttMessageType;
import io.quarkiverse.mqtt5endpoint.testkit.Direction;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** Faults in an order that a seed decides. Of each kind there are about as many. */
final class Chaos {

    /** What happens. */
    enum Fault {
        CUT,
        RESET,
        CUT_AT_PACKET,
        RESET_AT_PACKET,
        STALL,
        STALL_ONE_WAY,
        DELAY,
        SWALLOW_ONE_WAY,
        KILL_APPLICATION,
        STRIKE_SERVER
    }

    private static final List<MqttMessageType> FROM_CLIENT = List.of(MqttMessageType.CONNECT, MqttMessageType.PUBLISH,
            MqttMessageType.PUBACK, MqttMessageType.PUBREC, MqttMessageType.PUBREL, MqttMessageType.PUBCOMP);
    private static final List<MqttMessageType> FROM_SERVER = List.of(MqttMessageType.CONNACK, MqttMessageType.PUBLISH,
            MqttMessageType.PUBACK, MqttMessageType.PUBREC, MqttMessageType.PUBREL, MqttMessageType.PUBCOMP);

    private static final int PAUSE_MILLIS = Integer.getInteger("faults.pause-millis", 900);

    final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    private final Random random;
    private final MqttServer server;
    private final List<Flow> flows;
    private final Map<Flow, Integer> killed = new java.util.HashMap<>();
    private final Deque<Fault> deck = new ArrayDeque<>();

    Chaos(long seed, MqttServer server, List<Flow> flows) {
        this.random = new Random(seed);
        this.server = server;
        this.flows = flows;
    }

    /** One fault after the other, until the time is over and there was one of each; then nothing is broken any more. */
    void run(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end || done.size() < Fault.values().length) {
            pause(100, PAUSE_MILLIS);
            strike(next(), flows.get(random.nextInt(flows.size())));
        }
        flows.forEach(flow -> flow.proxy.clearRules().resume().accept());
    }

    int count(Fault... faults) {
        return List.of(faults).stream().mapToInt(fault -> done.getOrDefault(fault, 0)).sum();
    }

    int killedApplications(Flow flow) {
        return killed.getOrDefault(flow, 0);
    }

    private Fault next() {
        if (deck.isEmpty()) {
            List<Fault> all = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return deck.poll();
    }

    private void strike(Fault fault, Flow flow) {
        done.merge(fault, 1, Integer::sum);
        flow.note("FAULT " + fault);
        FaultProxy proxy = flow.proxy;
        Direction direction = random.nextBoolean() ? Direction.UPSTREAM : Direction.DOWNSTREAM;
        switch (fault) {
            case CUT -> proxy.cut();
            case RESET -> proxy.reset();
            case CUT_AT_PACKET -> proxy.cutOn(direction, type(direction), 1 + random.nextInt(100));
            case RESET_AT_PACKET -> proxy.resetOn(direction, type(direction), 1 + random.nextInt(100));
            case STALL -> {
                proxy.stall();
                pause(100, 1500);
                proxy.resume();
            }
            case STALL_ONE_WAY -> {
                stall(proxy, direction);
                pause(100, 1500);
                if (random.nextBoolean()) {
                    proxy.cut();
                }
                proxy.resume();
            }
            case DELAY -> {
                proxy.delay(java.time.Duration.ofMillis(1 + random.nextInt(100)));
                pause(100, 1500);
                proxy.delay(java.time.Duration.ZERO);
            }
            case SWALLOW_ONE_WAY -> {
                proxy.swallow(direction);
                pause(50, 500);
                proxy.cut();
            }
            case KILL_APPLICATION -> {
                killed.merge(flow, 1, Integer::sum);
                flow.killApplication();
                pause(1, 1000);
                flow.startApplication();
            }
            case STRIKE_SERVER -> {
                ServerKind.strike(server);
                pause(1, 1000);
                server.start();
            }
        }
    }

    private static void stall(FaultProxy proxy, Direction direction) {
        if (direction == Direction.UPSTREAM) {
            proxy.stallUpstream();
        } else {
            proxy.stallDownstream();
        }
    }

    private MqttMessageType type(Direction direction) {
        List<MqttMessageType> types = direction == Direction.UPSTREAM ? FROM_CLIENT : FROM_SERVER;
        return types.get(random.nextInt(types.size()));
    }

    private void pause(int fromMillis, int toMillis) {
        LockSupport.parkNanos(1_000_000L * (fromMillis + random.nextInt(toMillis - fromMillis)));
    }
}
