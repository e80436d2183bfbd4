package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;

class ReauthenticationTest {

    private static final Optional<Duration> HOUR = Optional.of(Duration.ofHours(1));

    private final ManualLoop loop = new ManualLoop();
    private final List<Reauthentication> due = new ArrayList<>();
    private final Reauthentication reauthentication = new Reauthentication(loop, due::add);

    @Test
    void clientAuthenticatesAgainWhenItIsTime() {
        reauthentication.accepted(HOUR);
        loop.advance(Duration.ofHours(1).minusNanos(1));
        assertThat(due).isEmpty();
        loop.advance(Duration.ofNanos(1));
        assertThat(due).containsExactly(reauthentication);
    }

    @Test
    void eachSuccessBeginsTheTimeAgain() {
        reauthentication.accepted(HOUR);
        loop.advance(Duration.ofMinutes(59));
        reauthentication.accepted(HOUR);
        loop.advance(Duration.ofMinutes(59));
        assertThat(due).isEmpty();
        loop.advance(Duration.ofMinutes(1));
        assertThat(due).hasSize(1);
    }

    @Test
    void successWithoutATimeIsForTheWholeConnection() {
        reauthentication.accepted(HOUR);
        reauthentication.accepted(Optional.empty());
        assertThat(loop.timers()).isZero();
    }

    @Test
    void endOfTheConnectionEndsTheTime() {
        reauthentication.accepted(HOUR);
        reauthentication.ended();
        assertThat(loop.timers()).isZero();
    }

    @Test
    void successMayBeReportedFromAnyThread() {
        loop.elsewhere(() -> reauthentication.accepted(HOUR));
        assertThat(loop.timers()).isZero();
        loop.runAll();
        assertThat(loop.timers()).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, -1 })
    void timeThatIsOverIsRefused(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reauthentication.accepted(Optional.of(Duration.ofSeconds(seconds))))
                .withMessage("the time after which to authenticate again must be positive");
    }
}
