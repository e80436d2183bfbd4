package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.observe.ChannelObserver;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;

class RepairReportsTest implements ChannelObserver {

    private final String channel = "repairs-" + System.identityHashCode(this);
    private final RepairReports reports = new RepairReports(channel, this);
    private int counted;

    @Test
    void eachMessageIsCountedAndEachTopicLoggedOnce() {
        try (TestLog log = new TestLog()) {
            reports.repaired("a", List.of("response topic", "content type"));
            reports.repaired("a", List.of("response topic"));
            reports.repaired("b", List.of("user property"));
            assertThat(counted).isEqualTo(3);
            assertThat(log.lines(125, channel)).hasSize(2).first().asString().contains("response topic, content type");
        }
    }

    @Test
    void floodOfTopicsIsNoFloodOfLines() {
        try (TestLog log = new TestLog()) {
            for (int i = 0; i < 1000; i++) {
                reports.repaired("t/" + i, List.of("user property"));
            }
            assertThat(counted).isEqualTo(1000);
            assertThat(log.lines(125, channel)).hasSizeLessThanOrEqualTo(100);
        }
    }

    @Override
    public void repaired() {
        counted++;
    }
}
