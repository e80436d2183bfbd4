package io.quarkiverse.mqtt5endpoint.core.consume;

/**
 * Notices a server that stops sending after a SUBSCRIBE into a session that it resumed. Artemis replaces the consumer
 * of a shared subscription then, and if its window was full at that moment, no acknowledgement makes it go on: only a
 * new message does, or one more SUBSCRIBE. For any other server that SUBSCRIBE changes nothing. On the loop only.
 */
final class ResumeGuard {

    private static final long NOT_GRANTED_YET = -2;
    private static final long NOT_SUSPECTED = -1;
    private static final int QUIET_SWEEPS = 2;

    private long receivedAtGrant = NOT_GRANTED_YET;
    private int quiet;

    /**
     * The subscription was granted, of which only the first time matters.
     *
     * @param resumed whether that was into a session that the server resumed
     * @param received how many messages had come before
     */
    void granted(boolean resumed, long received, int receiveMaximum) {
        if (receivedAtGrant == NOT_GRANTED_YET) {
            receivedAtGrant = resumed && received >= receiveMaximum ? received : NOT_SUSPECTED;
        }
    }

    /** Whether nothing came since, although the server has room to send. Says so once. */
    boolean isStalled(long received, boolean windowEmpty) {
        if (receivedAtGrant < 0) {
            return false;
        }
        if (received != receivedAtGrant) {
            receivedAtGrant = NOT_SUSPECTED;
            return false;
        }
        quiet = windowEmpty ? quiet + 1 : 0;
        if (quiet < QUIET_SWEEPS) {
            return false;
        }
        receivedAtGrant = NOT_SUSPECTED;
        return true;
    }
}
