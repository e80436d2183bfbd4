package io.quarkiverse.mqtt5endpoint.core.session;

/**
 * Notices a server that stops sending after a SUBSCRIBE into a session that it resumed. Artemis replaces the consumer
 * of a shared subscription then, and if its window was full at that moment, no acknowledgement makes it go on: only a
 * new message does, or one more SUBSCRIBE. For any other server that SUBSCRIBE changes nothing. Event loop only.
 */
final class ResumeGuard {

    private static final long NOT_SUSPECTED = -1;
    private static final int QUIET_SWEEPS = 2;

    private long receivedAtGrant = NOT_SUSPECTED;
    private int quiet;

    /** The subscription was granted after so many messages had come from the resumed session. */
    void granted(long received, int receiveMaximum) {
        receivedAtGrant = received >= receiveMaximum ? received : NOT_SUSPECTED;
        quiet = 0;
    }

    /** Whether nothing came since, although the server has room to send. Says so once. */
    boolean isStalled(long received, boolean windowEmpty) {
        if (receivedAtGrant == NOT_SUSPECTED) {
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
