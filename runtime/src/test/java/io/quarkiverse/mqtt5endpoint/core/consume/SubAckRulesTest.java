package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.engine.FakeLink;
import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.SampleSettings;

class SubAckRulesTest {

    private final SubAckRules rules = new SubAckRules(
            new SampleSettings().qos(1).reconnect(3, 1, 100).incoming("words", "a/+", "b/+"), new ManualLoop(),
            new FakeLink());

    @Test
    void everyFilterHasToBeGranted() {
        assertThat(rules.judge(List.of(1, 2), 0)).isEqualTo(SubAckRules.Verdict.GRANTED);
        assertThat(rules.judge(List.of(1, 0x87), 0).failure()).hasMessageContaining("b/+")
                .hasMessageContaining("NOT_AUTHORIZED (0x87)");
    }

    @Test
    void lowerQosIsNoGrant() {
        assertThat(rules.judge(List.of(0, 1), 0).failure()).hasMessageContaining("a/+").hasMessageContaining("QoS");
    }

    @Test
    void eachFilterNeedsItsCode() {
        assertThat(rules.judge(List.of(1), 0).failure()).hasMessageContaining("1").hasMessageContaining("2");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x80, 0x83, 0x97 })
    void temporaryRefusalIsTriedAgainLaterAndLaterAsOftenAsAllowed(int code) {
        assertThat(rules.judge(List.of(1, code), 0).retryAfter()).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        assertThat(rules.judge(List.of(code, 1), 2).retryAfter()).isBetween(Duration.ofMillis(3000), Duration.ofMillis(5000));
        SubAckRules.Verdict last = rules.judge(List.of(1, code), 3);
        assertThat(last.retryAfter()).isNull();
        assertThat(last.failure()).hasMessageContaining("b/+");
    }

    @ParameterizedTest
    @ValueSource(ints = { 0x87, 0x8F, 0x91, 0x9E, 0xA1, 0xA2, 0x85 })
    void anyOtherRefusalIsFinal(int code) {
        SubAckRules.Verdict verdict = rules.judge(List.of(code, 1), 0);
        assertThat(verdict.retryAfter()).isNull();
        assertThat(verdict.failure()).hasMessageContaining("0x" + Integer.toHexString(code).toUpperCase());
    }
}
