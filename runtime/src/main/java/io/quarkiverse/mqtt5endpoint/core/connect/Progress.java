package io.quarkiverse.mqtt5endpoint.core.connect;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.loop.Loop;

/**
 * Whether a connection was of any use: only then do attempts count from the beginning again, so that a server that
 * accepts and hangs up uses them up. On the loop only.
 */
public final class Progress {

    private static final Duration AFTER_GRANT = Duration.ofSeconds(10);

    private enum Level {
        NONE,
        /** It was given up, whatever else happened on it. */
        GIVEN_UP,
        /** Every subscription was granted. */
        SUBSCRIBED,
        /** A message went all the way. */
        MOVED
    }

    private final Loop loop;
    private final long sinceNanos;

    private Level level = Level.NONE;

    // valid from SUBSCRIBED on
    private long grantedNanos;

    /** Of a connection that begins now. */
    Progress(Loop loop) {
        this.loop = loop;
        this.sinceNanos = loop.nanoTime();
    }

    /** The server granted every subscription that was asked for. */
    public void subscribed() {
        if (level == Level.NONE) {
            level = Level.SUBSCRIBED;
            grantedNanos = loop.nanoTime();
        }
    }

    /** The acknowledgement of a processed message was written, or one for a published message came. */
    public void moved() {
        if (level != Level.GIVEN_UP) {
            level = Level.MOVED;
        }
    }

    /** The connection is ended as one that is of no use. */
    void givenUp() {
        level = Level.GIVEN_UP;
    }

    /**
     * Asked when the connection ends.
     *
     * @param longEnough after which time a connection is of use, whatever happened on it
     */
    boolean wasMade(Duration longEnough) {
        return switch (level) {
            case GIVEN_UP -> false;
            case MOVED -> true;
            case SUBSCRIBED -> hasLasted(longEnough, sinceNanos) || hasLasted(AFTER_GRANT, grantedNanos);
            case NONE -> hasLasted(longEnough, sinceNanos);
        };
    }

    private boolean hasLasted(Duration time, long since) {
        return loop.nanoTime() - since >= time.toNanos();
    }
}
