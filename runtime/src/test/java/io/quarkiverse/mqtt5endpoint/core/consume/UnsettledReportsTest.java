package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.core.engine.FakePublish;
import io.quarkiverse.mqtt5endpoint.core.observe.RecordingObserver;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;
import io.quarkiverse.mqtt5endpoint.runtime.TestLog;

class UnsettledReportsTest {

    private final RecordingObserver observer = new RecordingObserver();
    private final UnsettledReports reports = new UnsettledReports(new SampleSettings().ackTimeout(5).incoming("in", "t"),
            observer);
    private final Delivery older = handedOver("older", 0);
    private final Delivery younger = handedOver("younger", 1);

    @Test
    void messageWithinItsTimeIsNotReported() {
        assertThat(reports.sweep(List.of(older, younger), seconds(4))).isEqualTo(Unsettled.NONE);
        assertThat(observer.events).isEmpty();
    }

    @Test
    void oldestMessageIsNamedWithItsAge() {
        assertThat(reports.sweep(List.of(older, younger), seconds(7))).isEqualTo(new Unsettled(2, "older", 7, null));
    }

    @Test
    void messageIsCountedOnceHoweverLongItStays() {
        reports.sweep(List.of(older), seconds(5));
        reports.sweep(List.of(older), seconds(6));
        assertThat(observer.events).containsExactly("overdue");
    }

    @Test
    void messageThatWasHeldBackIsCountedWhenItIsUnsettledLater() {
        reports.heldBack(older, 5);
        reports.handedOver(older);
        reports.sweep(List.of(older), seconds(5));
        assertThat(observer.events).containsExactly("overdue");
    }

    @Test
    void messageThatHoldsBackOthersIsLoggedOnce() {
        try (TestLog log = new TestLog()) {
            UnsettledReports holding = new UnsettledReports(new SampleSettings().incoming("holding", "t"), observer);
            holding.heldBack(older, 5);
            holding.heldBack(older, 6);
            assertThat(log.lines(124, "holding")).singleElement().asString().contains("older").contains("5 s");
        }
    }

    @Test
    void timeoutOfZeroReportsNothing() {
        UnsettledReports off = new UnsettledReports(new SampleSettings().ackTimeout(0).incoming("in", "t"), observer);
        assertThat(off.sweep(List.of(older), seconds(1000))).isEqualTo(Unsettled.NONE);
        assertThat(observer.events).isEmpty();
    }

    private static Delivery handedOver(String topic, long second) {
        Delivery delivery = new Delivery(Delivery.NOBODY, new FakePublish(topic, 1), 0, 0);
        delivery.handOver(seconds(second));
        return delivery;
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
