package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.netty.handler.codec.mqtt.MqttMessageType;

/**
 * What happens at a chosen packet. Rules count from the moment they are set, over all connections, and apply once; the
 * future of each completes when it was applied.
 */
public abstract class FaultRules {

    FaultRules() {
    }

    /** Cuts the connection before the nth packet of the type, which doesn't get through. Completes when done. */
    public CompletableFuture<Void> cutOn(Direction direction, MqttMessageType type, int nth) {
        return rule(direction, CutRule.onPacket(type.value(), nth, CutRule.Action.CUT_BEFORE));
    }

    /** Cuts the connection right after the nth packet of the type got through. Completes when done. */
    public CompletableFuture<Void> cutAfter(Direction direction, MqttMessageType type, int nth) {
        return rule(direction, CutRule.onPacket(type.value(), nth, CutRule.Action.CUT_AFTER));
    }

    /** Stalls both directions before the nth packet of the type, until {@link FaultProxy#resume()}. Completes when done. */
    public CompletableFuture<Void> stallOn(Direction direction, MqttMessageType type, int nth) {
        return rule(direction, CutRule.onPacket(type.value(), nth, CutRule.Action.STALL_BEFORE));
    }

    /** As {@link #cutOn}, with a TCP reset. */
    public CompletableFuture<Void> resetOn(Direction direction, MqttMessageType type, int nth) {
        return rule(direction, CutRule.onPacket(type.value(), nth, CutRule.Action.RESET_BEFORE));
    }

    /** Loses the nth packet of the type, and all that follows it the same way until the connection ends. */
    public CompletableFuture<Void> swallowOn(Direction direction, MqttMessageType type, int nth) {
        return rule(direction, CutRule.onPacket(type.value(), nth, CutRule.Action.SWALLOW));
    }

    /** Delays the nth packet of the type, and all that comes the same way, until {@link FaultProxy#delay} says otherwise. */
    public CompletableFuture<Void> delayOn(Direction direction, MqttMessageType type, int nth, Duration delay) {
        return rule(direction, CutRule.delay(type.value(), nth, delay));
    }

    /** Cuts the connection at the first packet that fulfils the condition, before or after its last byte got through. */
    public CompletableFuture<Void> cutWhen(Direction direction, Predicate<byte[]> condition, boolean forward) {
        return rule(direction,
                CutRule.onMatch(condition, forward ? CutRule.Action.CUT_AFTER : CutRule.Action.CUT_BEFORE));
    }

    /** Cuts the connection when this many bytes got through, maybe in the middle of a packet. Completes when done. */
    public CompletableFuture<Void> cutAfterBytes(Direction direction, long bytes) {
        return rule(direction, CutRule.afterBytes(bytes));
    }

    /** Sets a rule. */
    abstract CompletableFuture<Void> rule(Direction direction, CutRule rule);
}
