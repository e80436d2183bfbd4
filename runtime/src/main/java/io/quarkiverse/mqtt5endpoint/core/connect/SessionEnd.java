package io.quarkiverse.mqtt5endpoint.core.connect;

import java.util.OptionalLong;

import io.quarkiverse.mqtt5endpoint.core.settings.SessionSettings;

/** What the server is told about the session when the client leaves. */
final class SessionEnd {

    // Long enough for a live reload on a busy machine, and for the correction of a mistake that it found
    static final long FOR_A_RELOAD = 60;

    private SessionEnd() {
    }

    /** How many seconds the server is to keep the session; empty for as long as CONNECT said. */
    static OptionalLong expiry(SessionSettings session) {
        return expiry(session, isProcessEnding());
    }

    static OptionalLong expiry(SessionSettings session, boolean processEnds) {
        if (!session.generated()) {
            return OptionalLong.empty();
        }
        // Nobody can resume the session of a generated client id, unless the same process starts the application again.
        return OptionalLong.of(session.reload() == null || processEnds ? 0
                : Math.min(FOR_A_RELOAD, session.expirySeconds()));
    }

    /** There is no other way to ask: the JDK refuses to remove any hook once it runs them. */
    private static boolean isProcessEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException shuttingDown) {
            return true;
        }
    }
}
