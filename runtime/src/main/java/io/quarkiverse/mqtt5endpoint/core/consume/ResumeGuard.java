package io.quarkiverse.mqtt5endpoint.core.consume;

/**
 * Notices that a server may have forgotten a shared subscription of a session that it resumed: nothing comes. Mosquitto
 * loses them when it is restarted in an orderly way. Artemis replaces their consumer at a SUBSCRIBE, and if the window was
 * full at that moment, only a new message or one more SUBSCRIBE makes it go on. Nobody can tell that from a quiet topic, so
 * each resumed session is suspected once. On the loop only.
 */
final class ResumeGuard {

    private static final int QUIET_SWEEPS = 5;
    private static final int NOT_SUSPECTED = -1;

    // valid for connection
    private int quiet = NOT_SUSPECTED;
    private long receivedBefore;

    /**
     * @param suspected whether the server has resumed a session
     */
    void connected(boolean suspected) {
        quiet = suspected ? 0 : NOT_SUSPECTED;
    }

    /**
     * Whether nothing has come for a while although the server has room to send, and the server waits for nothing: that is
     * what a SUBSCRIBE could lead to once more. Called once a second; {@code true} at most once for a connection.
     *
     * @param received how many messages have come
     */
    boolean isStalled(long received, boolean hasRoom, boolean windowEmpty) {
        if (quiet == NOT_SUSPECTED) {
            return false;
        }
        quiet = received == receivedBefore && hasRoom ? quiet + 1 : 0;
        receivedBefore = received;
        if (quiet < QUIET_SWEEPS || !windowEmpty) {
            return false;
        }
        quiet = NOT_SUSPECTED;
        return true;
    }
}
