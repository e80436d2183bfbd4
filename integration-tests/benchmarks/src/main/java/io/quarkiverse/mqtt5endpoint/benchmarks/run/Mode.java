package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Kind;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** How thoroughly is measured. */
enum Mode {

    /** Five minutes. */
    SHORT(3, 0.4, 1.5, "consume-1", "multi", "emitter", "forward", "consume-0", "consume-2", "channels-100",
            "unsettled-60000-random", "consume-1@mosquitto", "multi@mosquitto"),
    /** Half an hour. */
    FULL(9, 1, 6, "consume-0", "consume-1", "consume-2", "multi", "emitter", "forward", "channels-1", "channels-10",
            "channels-100", "unsettled-1-arrival", "unsettled-100-arrival", "unsettled-100-reverse", "unsettled-100-random",
            "unsettled-10000-arrival", "unsettled-10000-reverse", "unsettled-10000-random", "unsettled-60000-arrival",
            "unsettled-60000-reverse", "unsettled-60000-random", "consume-1@mosquitto", "multi@mosquitto", "consume-1@artemis",
            "multi@artemis");

    private final int rounds;
    private final double roundSeconds;
    private final double warmUpSeconds;
    private final List<String> works;

    Mode(int rounds, double roundSeconds, double warmUpSeconds, String... works) {
        this.rounds = rounds;
        this.roundSeconds = roundSeconds;
        this.warmUpSeconds = warmUpSeconds;
        this.works = List.of(works);
    }

    static Mode of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    int rounds() {
        return rounds;
    }

    Pace pace(Work work) {
        return new Pace(roundSeconds, warmUpSeconds, work.kind() == Kind.UNSETTLED ? work.unsettled() : work.channels());
    }

    /** All of them, or those that are selected. */
    Stream<Work> works() {
        return works(Selection.WORKS.isAll() ? works : Selection.WORKS.names());
    }

    private static Stream<Work> works(List<String> names) {
        return names.stream().map(Work::of);
    }
}
