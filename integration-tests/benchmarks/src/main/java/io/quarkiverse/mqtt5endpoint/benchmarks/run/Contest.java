package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.nio.file.Path;
import java.util.List;

import io.quarkiverse.mqtt5endpoint.benchmarks.report.Row;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** All contenders at one work: all of them run, one works at a time, round by round, so that all have the same machine. */
final class Contest {

    private final Path application;
    private final Mode mode;

    Contest(Path application, Mode mode) {
        this.application = application;
        this.mode = mode;
    }

    List<Row> hold(Work work, List<ContenderName> contenders) {
        List<Entrant> entrants = contenders.stream().filter(contender -> contender.can(work))
                .map(contender -> new Entrant(contender, work, mode.pace(work))).toList();
        try {
            entrants.forEach(entrant -> entrant.start(application));
            for (int i = 0; i < mode.rounds(); i++) {
                entrants.forEach(Entrant::round);
            }
            return entrants.stream().map(entrant -> entrant.row(entrants.get(0))).toList();
        } finally {
            entrants.forEach(Entrant::close);
        }
    }
}
