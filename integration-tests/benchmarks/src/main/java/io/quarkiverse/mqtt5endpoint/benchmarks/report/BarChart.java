package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** The rates of all contenders at one work, as a drawing. Logarithmic, as they can differ by a factor of a thousand. */
final class BarChart {

    private static final int LABEL = 150;
    private static final int WIDTH = 420;
    private static final int LINE = 26;
    private static final int BAR = 18;
    private static final double LOWEST = 0.01;
    private static final double DECADES = 3.3;
    private static final String OURS = "#2b6cb0";
    private static final String OTHERS = "#a0aec0";

    private BarChart() {
    }

    static String of(String title, List<Row> rows) {
        List<Row> measured = rows.stream().filter(row -> row.failure() == null).toList();
        int height = LINE * (measured.size() + 2);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + (LABEL + WIDTH + 80)
                + "\" height=\"" + height + "\" font-family=\"sans-serif\" font-size=\"13\">\n");
        text(svg, 0, LINE, title + ": messages per second, plain client = 1, logarithmic");
        for (int i = 0; i < measured.size(); i++) {
            bar(svg, measured.get(i), LINE * (i + 2));
        }
        int one = LABEL + length(1);
        return svg + "  <line x1=\"" + one + "\" y1=\"" + (LINE + 8) + "\" x2=\"" + one + "\" y2=\"" + (height - 4)
                + "\" stroke=\"#4a5568\" stroke-dasharray=\"3\"/>\n</svg>\n";
    }

    private static void bar(StringBuilder svg, Row row, int baseline) {
        int length = length(row.relative().perSecond());
        text(svg, 0, baseline, row.contender());
        svg.append("  <rect x=\"" + LABEL + "\" y=\"" + (baseline - BAR + 4) + "\" width=\"" + length + "\" height=\"" + BAR
                + "\" fill=\"" + (row.contender().equals("ours") ? OURS : OTHERS) + "\"/>\n");
        text(svg, LABEL + length + 6, baseline, String.format(Locale.ROOT, "%.2f", row.relative().perSecond()));
    }

    private static void text(StringBuilder svg, int x, int y, String text) {
        svg.append("  <text x=\"" + x + "\" y=\"" + y + "\">" + text + "</text>\n");
    }

    static int length(double ratio) {
        double decades = Math.log10(Math.max(ratio, LOWEST) / LOWEST);
        return (int) Math.round(Math.min(decades, DECADES) / DECADES * WIDTH);
    }
}
