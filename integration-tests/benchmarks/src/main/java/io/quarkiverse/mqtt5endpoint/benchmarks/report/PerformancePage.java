package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Puts the results into the documentation, between two marks on its page. */
public final class PerformancePage {

    private static final String BEGIN = "// results begin\n";
    private static final String END = "// results end\n";

    private final Path documentation;

    /**
     * @param documentation a module of Antora
     */
    public PerformancePage(Path documentation) {
        this.documentation = documentation;
    }

    /**
     * @param results rows by the name of the work
     */
    public void write(String mode, Map<String, List<Row>> results) throws IOException {
        Path images = Files.createDirectories(documentation.resolve("images"));
        StringBuilder text = new StringBuilder(Surroundings.of(mode));
        for (var result : results.entrySet()) {
            String image = "performance-" + result.getKey().replace("@", "-at-") + ".svg";
            Files.writeString(images.resolve(image), BarChart.of(result.getKey(), result.getValue()));
            text.append("\n=== " + result.getKey() + "\n\nimage::" + image + "[]\n\n" + AsciiDocTable.of(result.getValue()));
        }
        Path page = documentation.resolve("pages/performance.adoc");
        Files.writeString(page, between(Files.readString(page), text.toString()));
    }

    static String between(String page, String results) {
        return page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + results + page.substring(page.indexOf(END));
    }
}
