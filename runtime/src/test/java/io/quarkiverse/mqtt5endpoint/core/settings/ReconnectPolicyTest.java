package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectPolicyTest {

    private static final double NO_JITTER = 0.5;

    @Test
    void delayDoublesUpToTheMaximum() {
        assertThat(delays(policy(10, 1, 120), 10)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 120L, 120L, 120L);
        assertThat(delays(policy(10, 3, 10), 4)).containsExactly(3L, 6L, 10L, 10L);
        assertThat(delays(policy(10, 5, 5), 3)).containsExactly(5L, 5L, 5L);
    }

    @Test
    void delayNeverLeavesItsBoundsHoweverLongItGoesOn() {
        for (ReconnectPolicy policy : List.of(policy(-1, 1, 120), policy(-1, 86_400, 31_536_000),
                policy(-1, 31_536_000, 31_536_000), policy(-1, 1, Integer.MAX_VALUE),
                policy(-1, Integer.MAX_VALUE, Integer.MAX_VALUE))) {
            List<Long> delays = IntStream.of(IntStream.range(0, 200).toArray()).mapToObj(n -> seconds(policy, n)).toList();
            assertThat(delays).isSorted();
            assertThat(policy.delay(Integer.MAX_VALUE, NO_JITTER)).isEqualTo(policy.longestDelay(NO_JITTER));
            assertThat(delays.get(199)).isEqualTo(policy.longestDelay(NO_JITTER).toSeconds());
        }
    }

    @Test
    void jitterIsAQuarterEitherWay() {
        ReconnectPolicy policy = policy(10, 4, 120);
        assertThat(policy.delay(0, 0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.delay(0, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(policy.delay(9, 0)).isEqualTo(Duration.ofSeconds(90));
        assertThat(policy.delay(9, 1)).isEqualTo(Duration.ofSeconds(150));
        assertThat(policy.longestDelay(0)).isEqualTo(Duration.ofSeconds(90));
        assertThat(policy.longestDelay(1)).isEqualTo(Duration.ofSeconds(150));
    }

    @ParameterizedTest
    @CsvSource({ "120,30", "5,5", "30,30", "31,30", "29,29" })
    void connectionIsOfUseAfterTheMaximumDelayOrHalfAMinute(int max, long seconds) {
        assertThat(policy(10, 1, max).longEnough()).hasSeconds(seconds);
    }

    @Test
    void attemptsAreLimitedOrNot() {
        assertThat(policy(0, 1, 1).mayRetry(0)).isFalse();
        assertThat(policy(3, 1, 1).mayRetry(2)).isTrue();
        assertThat(policy(3, 1, 1).mayRetry(3)).isFalse();
        assertThat(policy(-1, 1, 1).mayRetry(Integer.MAX_VALUE)).isTrue();
        assertThat(policy(3, 1, 1).attempt(2)).isEqualTo("2 of 3");
        assertThat(policy(-1, 1, 1).attempt(2)).isEqualTo("2");
    }

    private static List<Long> delays(ReconnectPolicy policy, int n) {
        return IntStream.range(0, n).mapToObj(i -> seconds(policy, i)).toList();
    }

    private static long seconds(ReconnectPolicy policy, int failures) {
        return policy.delay(failures, NO_JITTER).toSeconds();
    }

    private static ReconnectPolicy policy(int attempts, int initial, int max) {
        return new ReconnectPolicy(new ReconnectSettings(attempts, Duration.ofSeconds(initial), Duration.ofSeconds(max)));
    }
}
