package io.quarkiverse.mqtt5endpoint.core.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResumeGuardTest {

    private static final int RECEIVE_MAXIMUM = 10;

    private final ResumeGuard guard = new ResumeGuard();

    @Test
    void serverWithRoomThatStaysQuietAfterAFullWindowIsStalledOnce() {
        guard.granted(true, 10, RECEIVE_MAXIMUM);
        assertThat(guard.isStalled(10, true)).isFalse();
        assertThat(guard.isStalled(10, true)).isTrue();
        assertThat(guard.isStalled(10, true)).isFalse();
        assertThat(guard.isStalled(10, true)).isFalse();
    }

    @Test
    void onlyQuietSweepsInARowCount() {
        guard.granted(true, 10, RECEIVE_MAXIMUM);
        assertThat(guard.isStalled(10, true)).isFalse();
        assertThat(guard.isStalled(10, false)).isFalse();
        assertThat(guard.isStalled(10, true)).isFalse();
        assertThat(guard.isStalled(10, true)).isTrue();
    }

    @Test
    void serverThatSendsIsNotStalled() {
        guard.granted(true, 10, RECEIVE_MAXIMUM);
        assertThat(guard.isStalled(11, true)).isFalse();
        assertThat(guard.isStalled(11, true)).isFalse();
        assertThat(guard.isStalled(11, true)).isFalse();
    }

    @Test
    void newSessionOrSmallBacklogIsNotSuspected() {
        assertThat(neverStalls(false, 10)).isTrue();
        assertThat(neverStalls(true, 9)).isTrue();
    }

    @Test
    void onlyTheFirstGrantMatters() {
        guard.granted(false, 0, RECEIVE_MAXIMUM);
        guard.granted(true, 10, RECEIVE_MAXIMUM);
        assertThat(guard.isStalled(10, true)).isFalse();
        assertThat(guard.isStalled(10, true)).isFalse();
    }

    private static boolean neverStalls(boolean resumed, long received) {
        ResumeGuard guard = new ResumeGuard();
        guard.granted(resumed, received, RECEIVE_MAXIMUM);
        return !guard.isStalled(received, true) && !guard.isStalled(received, true) && !guard.isStalled(received, true);
    }
}
