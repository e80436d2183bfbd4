package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rows of one work, for a terminal or an issue. */
public final class MarkdownTable {

    private static final String HEAD = """
            | contender | rate (lowest, highest) | CPU | bytes | messages/s | CPU µs | bytes | packets | reads | handled |
            |---|---|---|---|---|---|---|---|---|---|
            """;

    private MarkdownTable() {
    }

    public static String of(List<Row> rows) {
        return HEAD + rows.stream().map(MarkdownTable::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        if (row.failure() != null) {
            return "| " + row.contender() + " | " + row.failure() + " | | | | | | | | |\n";
        }
        return String.format(Locale.ROOT,
                "| %s | %.2f (%.2f, %.2f) | %.2f | %.2f | %,.0f | %.1f | %,.0f | %.2f | %.3f | %.2f |%n",
                row.contender(), row.relative().perSecond(), row.lowest(), row.highest(), row.relative().cpuMicros(),
                row.relative().bytes(), row.absolute().perSecond(), row.absolute().cpuMicros(), row.absolute().bytes(),
                row.absolute().packets(), row.absolute().reads(), row.absolute().handled());
    }
}
