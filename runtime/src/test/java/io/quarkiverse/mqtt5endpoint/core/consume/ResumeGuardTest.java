package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumeGuardTest {

    private final ResumeGuard guard = new ResumeGuard();

    @Test
    void serverWithRoomThatStaysQuietIsStalledOnce() {
        guard.connected(true);
        assertThat(sweepsUntilStalled(0)).isEqualTo(5);
        assertThat(sweepsUntilStalled(0)).isZero();
    }

    @Test
    void eachResumedSessionIsSuspected() {
        guard.connected(true);
        sweepsUntilStalled(0);
        guard.connected(true);
        assertThat(sweepsUntilStalled(0)).isEqualTo(5);
    }

    @Test
    void newSessionIsNotSuspected() {
        guard.connected(true);
        guard.connected(false);
        assertThat(sweepsUntilStalled(0)).isZero();
    }

    @Test
    void onlyQuietSweepsInARowCount() {
        guard.connected(true);
        for (int received = 1; received < 10; received++) {
            assertThat(guard.isStalled(received, true, true)).isFalse();
            assertThat(guard.isStalled(received, true, true)).isFalse();
        }
        assertThat(sweepsUntilStalled(9)).isEqualTo(4);
    }

    @Test
    void serverWithoutRoomIsNotQuiet() {
        guard.connected(true);
        for (int i = 0; i < 10; i++) {
            assertThat(guard.isStalled(0, false, false)).isFalse();
        }
        assertThat(sweepsUntilStalled(0)).isEqualTo(5);
    }

    @Test
    void unacknowledgedMessageDelaysTheVerdict() {
        guard.connected(true);
        for (int i = 0; i < 10; i++) {
            assertThat(guard.isStalled(0, true, false)).isFalse();
        }
        assertThat(sweepsUntilStalled(0)).isOne();
    }

    /** 0 for never. */
    private int sweepsUntilStalled(long received) {
        for (int sweeps = 1; sweeps < 20; sweeps++) {
            if (guard.isStalled(received, true, true)) {
                return sweeps;
            }
        }
        return 0;
    }
}
