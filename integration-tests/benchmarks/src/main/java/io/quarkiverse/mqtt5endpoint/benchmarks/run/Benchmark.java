package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.mqtt5endpoint.benchmarks.report.MarkdownTable;
import io.quarkiverse.mqtt5endpoint.benchmarks.report.PerformancePage;
import io.quarkiverse.mqtt5endpoint.benchmarks.report.Row;
import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** Measures all contenders, prints what a message costs each of them, and writes it into the documentation. */
public final class Benchmark {

    private Benchmark() {
    }

    /**
     * @param arguments the directory of the application, that of the documentation, and the mode
     */
    public static void main(String... arguments) throws IOException {
        Mode mode = Mode.of(arguments[2]);
        Contest contest = new Contest(Path.of(arguments[0]), mode);
        Map<String, List<Row>> results = new LinkedHashMap<>();
        for (Work work : mode.works().toList()) {
            List<Row> rows = contest.hold(work, contenders());
            System.out.println("\n### " + work.name() + "\n\n" + MarkdownTable.of(rows));
            results.put(work.name(), rows);
        }
        if (isComplete()) {
            new PerformancePage(Path.of(arguments[1])).write(arguments[2], results);
        }
    }

    /** The plain client is always among them, as the others are compared with it. */
    private static List<ContenderName> contenders() {
        return ContenderName.ALL.stream()
                .filter(contender -> contender == ContenderName.PLAIN || Selection.CONTENDERS.has(contender.name()))
                .toList();
    }

    /** A look at a part of it is not for the documentation. */
    private static boolean isComplete() {
        return Selection.WORKS.isAll() && Selection.CONTENDERS.isAll();
    }
}
