package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Figures FIGURES = new Figures(1, 1234, 5.67, 890, 1, 0.5);
    private static final Row ROW = new Row("ours", null, FIGURES, new Figures(1, 2, 0.5, 3, 1, 1), 1.5, 2.5);
    private static final Row FAILED = Row.failed("paho", "nothing more");

    @Test
    void markdownHasALineForEachContender() {
        assertThat(MarkdownTable.of(List.of(ROW, FAILED)))
                .contains("| ours | 2.00 (1.50, 2.50) | 0.50 | 3.00 | 1,234 | 5.7 | 890 | 1.00 | 0.500 | 1.00 |\n")
                .contains("| paho | nothing more |");
    }

    @Test
    void documentationHasTheFailureOfAContender() {
        assertThat(AsciiDocTable.of(List.of(ROW, FAILED))).contains("|paho 9+|nothing more\n");
    }

    @Test
    void chartHasNoBarForAFailure() {
        assertThat(BarChart.of("consume-1", List.of(ROW, FAILED))).containsOnlyOnce("<rect ").doesNotContain("paho");
    }

    @Test
    void barsAreLogarithmicAndEndAtTheMargin() {
        assertThat(BarChart.length(0.001)).isZero();
        assertThat(BarChart.length(1) - BarChart.length(0.1)).isCloseTo(BarChart.length(0.1), within(1));
        assertThat(BarChart.length(1e6)).isEqualTo(420);
    }

    @Test
    void resultsReplaceThoseOfTheLastTime() {
        assertThat(PerformancePage.between("= Page\n// results begin\nold\n// results end\nmore\n", "new\n"))
                .isEqualTo("= Page\n// results begin\nnew\n// results end\nmore\n");
    }
}
