package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import io.quarkiverse.mqtt5endpoint.benchmarks.report.Figures;

/**
 * How many messages a round has, so that each takes about the same processor time of the contender, however fast that is.
 * Elapsed time would make rounds tiny on a machine that has other things to do.
 */
final class Pace {

    private static final int FIRST = 2_000;
    private static final int MOST = 2_000_000;
    // Who only waits uses no processor time.
    private static final double ELAPSED = 0.2;

    private final double roundSeconds;
    private final double warmUpSeconds;
    private final int multiple;
    private double ranSeconds;
    private int messages;

    /**
     * @param multiple each round has a multiple of so many messages
     */
    Pace(double roundSeconds, double warmUpSeconds, int multiple) {
        this.roundSeconds = roundSeconds;
        this.warmUpSeconds = warmUpSeconds;
        this.multiple = multiple;
        this.messages = rounded(FIRST);
    }

    int messages() {
        return messages;
    }

    /** So many messages took their time. */
    void ran(Figures figures) {
        double secondsEach = Math.max(figures.cpuMicros() / 1e6, ELAPSED / figures.perSecond());
        ranSeconds += messages * secondsEach;
        messages = rounded(roundSeconds / secondsEach);
    }

    boolean isCold() {
        return ranSeconds < warmUpSeconds;
    }

    private int rounded(double wanted) {
        return (int) Math.max(1, Math.round(Math.min(MOST, wanted) / multiple)) * multiple;
    }
}
