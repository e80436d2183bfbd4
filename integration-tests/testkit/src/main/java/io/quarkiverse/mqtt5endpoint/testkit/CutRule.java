package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** When a {@link FaultProxy} intervenes, once, and how. Used on the event loop only, but for {@link #done}. */
abstract class CutRule {

    /** What happens when the rule applies. */
    enum Action {
        /** The connections end and the packet doesn't get through. */
        CUT_BEFORE,
        /** The packet gets through and the connections end. */
        CUT_AFTER,
        /** As {@link #CUT_BEFORE}, with a TCP reset. */
        RESET_BEFORE,
        /** The packet and all that follows is held. */
        STALL_BEFORE,
        /** The packet and all that follows on its connection in its direction is lost. */
        SWALLOW,
        /** The packet and all that follows in its direction is delayed. */
        DELAY
    }

    final CompletableFuture<Void> done = new CompletableFuture<>();
    final Action action;
    Duration delay = Duration.ZERO; // of DELAY

    private CutRule(Action action) {
        this.action = action;
    }

    /** Whether this applies before the first byte of a packet of the type. */
    boolean atStart(int type) {
        return false;
    }

    /** Whether this applies when the packet is complete, but for its forwarding. */
    boolean atEnd(int type, byte[] packet) {
        return false;
    }

    /** How many of these bytes may pass. */
    int allowance(int bytes) {
        return bytes;
    }

    /** Whether no byte more may pass. */
    boolean exhausted() {
        return false;
    }

    /** Whether {@link #atEnd} needs the bytes of the packet. */
    boolean readsPackets() {
        return false;
    }

    /** Applies to the nth packet of the type from now on. */
    static CutRule onPacket(int type, int nth, Action action) {
        return new CutRule(action) {
            private int seen;

            @Override
            boolean atStart(int startingType) {
                return action != Action.CUT_AFTER && startingType == type && ++seen == nth;
            }

            @Override
            boolean atEnd(int endingType, byte[] packet) {
                return action == Action.CUT_AFTER && endingType == type && ++seen == nth;
            }
        };
    }

    /** Delays the nth packet of the type from now on. */
    static CutRule delay(int type, int nth, Duration delay) {
        CutRule rule = onPacket(type, nth, Action.DELAY);
        rule.delay = delay;
        return rule;
    }

    /** Applies to the first packet that fulfils the condition. */
    static CutRule onMatch(Predicate<byte[]> condition, Action action) {
        return new CutRule(action) {
            @Override
            boolean atEnd(int type, byte[] packet) {
                return condition.test(packet);
            }

            @Override
            boolean readsPackets() {
                return true;
            }
        };
    }

    /** Applies when this many bytes, from now on, got through. */
    static CutRule afterBytes(long limit) {
        return new CutRule(Action.CUT_BEFORE) {
            private long left = limit;

            @Override
            int allowance(int bytes) {
                int allowed = (int) Math.min(left, bytes);
                left -= allowed;
                return allowed;
            }

            @Override
            boolean exhausted() {
                return left == 0;
            }
        };
    }
}
