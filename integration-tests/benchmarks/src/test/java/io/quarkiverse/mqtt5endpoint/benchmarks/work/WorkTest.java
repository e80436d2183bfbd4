package io.quarkiverse.mqtt5endpoint.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WorkTest {

    @Test
    void nameSaysWhatIsMeasured() {
        assertThat(Work.of("consume-2").qos()).isEqualTo(2);
        assertThat(Work.of("channels-100").topics()).hasSize(100);
        assertThat(Work.of("unsettled-60000-random"))
                .isEqualTo(new Work("unsettled-60000-random", Kind.UNSETTLED, 1, 1, 60_000, Order.RANDOM, Server.RESPONDER));
        assertThat(Work.of("multi").topics()).isEmpty();
        assertThat(Work.of("consume-1@mosquitto").server()).isEqualTo(Server.MOSQUITTO);
    }
}
