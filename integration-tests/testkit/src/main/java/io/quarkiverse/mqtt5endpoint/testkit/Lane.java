package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a {@link FaultProxy} does in one direction, to all connections. Used on the event loop only. */
final class Lane {

    final Direction direction;

    private final List<CutRule> rules = new ArrayList<>();
    private boolean stalled;
    private long delayNanos;
    private long bytesPerSecond;

    Lane(Direction direction) {
        this.direction = direction;
    }

    boolean stalled() {
        return stalled;
    }

    void stalled(boolean stalled) {
        this.stalled = stalled;
    }

    long delayNanos() {
        return delayNanos;
    }

    void delayNanos(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    /** The speed of each connection; 0 for no limit. */
    long bytesPerSecond() {
        return bytesPerSecond;
    }

    void bytesPerSecond(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    void add(CutRule rule) {
        rules.add(rule);
    }

    void clearRules() {
        rules.forEach(rule -> rule.done.cancel(false));
        rules.clear();
    }

    boolean readsPackets() {
        return rules.stream().anyMatch(CutRule::readsPackets);
    }

    int allowance(int bytes) {
        return rules.stream().mapToInt(rule -> rule.allowance(bytes)).min().orElse(bytes);
    }

    /** The rule that applies before a packet of the type; it is used up. */
    Optional<CutRule> takeAtStart(int type) {
        return take(rule -> rule.atStart(type));
    }

    /** The rule that applies when the packet is complete; it is used up. */
    Optional<CutRule> takeAtEnd(int type, byte[] packet) {
        return take(rule -> rule.atEnd(type, packet));
    }

    /** The rule by which no more bytes pass; it is used up. */
    Optional<CutRule> takeExhausted() {
        return take(CutRule::exhausted);
    }

    private Optional<CutRule> take(Predicate<CutRule> applies) {
        // asks each rule, because rules count what they are asked
        List<CutRule> applying = rules.stream().filter(applies).toList();
        rules.removeAll(applying);
        applying.stream().skip(1).forEach(rule -> rule.done.complete(null));
        return applying.stream().findFirst();
    }
}
