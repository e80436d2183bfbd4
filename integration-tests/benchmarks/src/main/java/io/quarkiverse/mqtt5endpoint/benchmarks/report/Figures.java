package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.quarkiverse.mqtt5endpoint.benchmarks.contender.Usage;
import io.quarkiverse.mqtt5endpoint.benchmarks.responder.Traffic;

/**
 * What a message costs.
 *
 * @param handled the share of the messages that the application was given
 * @param perSecond messages per second that it was given
 * @param cpuMicros processor time of the contender's process
 * @param bytes allocated by the contender's threads
 * @param packets that the contender sent
 * @param reads of the responder: no more than the contender's writes
 */
public record Figures(double handled, double perSecond, double cpuMicros, double bytes, double packets, double reads) {

    /**
     * @param handled how many of the messages the application was given
     */
    public static Figures of(long handled, int messages, double seconds, Usage used, Traffic sent) {
        return new Figures((double) handled / messages, handled / seconds, used.cpuNanos() / 1e3 / messages,
                (double) used.allocatedBytes() / messages, (double) sent.packets() / messages,
                (double) sent.reads() / messages);
    }

    /** Of each figure the median. */
    static Figures median(List<Figures> rounds) {
        return new Figures(median(rounds, Figures::handled), median(rounds, Figures::perSecond),
                median(rounds, Figures::cpuMicros), median(rounds, Figures::bytes), median(rounds, Figures::packets),
                median(rounds, Figures::reads));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> which) {
        return Median.of(rounds.stream().mapToDouble(which).toArray());
    }

    /** How many times those of {@code other}. */
    Figures over(Figures other) {
        return new Figures(handled / other.handled, perSecond / other.perSecond, cpuMicros / other.cpuMicros,
                bytes / other.bytes,
                packets / other.packets, reads / other.reads);
    }
}
