package io.quarkiverse.mqtt5endpoint.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.benchmarks.report.Figures;

class PaceTest {

    @Test
    void roundLastsAsLongAsItShould() {
        Pace pace = new Pace(0.5, 2, 1);

        pace.ran(new Figures(1, 100_000, 10, 1, 1, 1));

        assertThat(pace.messages()).isEqualTo(50_000);
    }

    @Test
    void roundHasAMultipleOfWhatIsSettledTogether() {
        Pace pace = new Pace(0.5, 2, 60_000);
        assertThat(pace.messages()).isEqualTo(60_000);

        pace.ran(new Figures(1, 100_000, 3, 1, 1, 1));

        assertThat(pace.messages()).isEqualTo(180_000);
    }

    @Test
    void contenderIsWarmAfterItsTime() {
        Pace pace = new Pace(1, 1.5, 1);
        pace.ran(new Figures(1, 1000, 500, 1, 1, 1));
        assertThat(pace.isCold()).isTrue();

        pace.ran(new Figures(1, 1000, 500, 1, 1, 1));

        assertThat(pace.isCold()).isFalse();
    }
}
