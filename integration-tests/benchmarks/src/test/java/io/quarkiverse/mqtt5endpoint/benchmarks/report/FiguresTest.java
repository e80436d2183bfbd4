package io.quarkiverse.mqtt5endpoint.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class FiguresTest {

    private static Figures rate(double perSecond) {
        return new Figures(1, perSecond, 1, 1, 1, 1);
    }

    @Test
    void medianIsTheValueInTheMiddle() {
        assertThat(Median.of(9, 1, 5)).isEqualTo(5);
        assertThat(Median.of(9, 1, 5, 7)).isEqualTo(6);
    }

    @Test
    void ratiosAreOfRoundsThatFollowEachOther() {
        // A machine that is half as fast in the second round, and does not come back to its speed.
        Row row = Row.of("ours", List.of(rate(200), rate(100), rate(110)), List.of(rate(100), rate(50), rate(50)));

        assertThat(row.relative().perSecond()).isEqualTo(2);
        assertThat(row.lowest()).isEqualTo(2);
        assertThat(row.highest()).isEqualTo(2.2);
        assertThat(row.absolute().perSecond()).isEqualTo(110);
    }
}
