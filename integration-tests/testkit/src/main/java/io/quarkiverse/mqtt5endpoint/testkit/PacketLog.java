package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.netty.handler.codec.mqtt.MqttMessageType;

/** Packets in their order, for any thread to read and wait for. */
final class PacketLog {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<ReceivedPacket> packets = new ArrayList<>();
    private final Map<MqttMessageType, Integer> counts = new EnumMap<>(MqttMessageType.class);

    void add(ReceivedPacket packet) {
        lock.lock();
        try {
            packets.add(packet);
            counts.merge(packet.type(), 1, Integer::sum);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            packets.clear();
            counts.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Makes waiting threads look again at what isn't in this list, such as a counter. */
    void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedPacket> all() {
        return matching(packet -> true);
    }

    List<ReceivedPacket> of(MqttMessageType type) {
        return matching(packet -> packet.type() == type);
    }

    List<ReceivedPacket> matching(Predicate<ReceivedPacket> predicate) {
        lock.lock();
        try {
            return packets.stream().filter(predicate).toList();
        } finally {
            lock.unlock();
        }
    }

    int count(MqttMessageType type) {
        lock.lock();
        try {
            return counts.getOrDefault(type, 0);
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedPacket> await(MqttMessageType type, int count, Duration timeout) {
        awaitTrue(() -> count(type) >= count, timeout,
                () -> "Expected " + count + " x " + type + " within " + timeout + ", but received "
                        + all().stream().map(ReceivedPacket::type).toList());
        return of(type);
    }

    void awaitTrue(BooleanSupplier condition, Duration timeout, Supplier<String> complaint) {
        long remaining = timeout.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (remaining <= 0) {
                    throw new AssertionError(complaint.get());
                }
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        } finally {
            lock.unlock();
        }
    }
}
