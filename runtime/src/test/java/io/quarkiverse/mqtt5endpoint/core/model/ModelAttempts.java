package io.quarkiverse.mqtt5endpoint.core.model;

import static io.quarkiverse.mqtt5endpoint.core.model.Violation.check;

import java.time.Duration;

import io.quarkiverse.mqtt5endpoint.core.loop.ManualLoop;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectPolicy;
import io.quarkiverse.mqtt5endpoint.core.settings.ReconnectSettings;

/** How many attempts have been made since there was progress: not always exactly known, but at least and at most. */
final class ModelAttempts {

    private static final Duration AFTER_GRANT = Duration.ofSeconds(10);

    private enum Use {
        NONE,
        PERHAPS,
        CERTAIN,
        GIVEN_UP
    }

    private final ManualLoop loop;
    private final ReconnectSettings settings;
    private final Duration longEnough;

    private int atLeast;
    private int atMost;

    // valid for connection
    private long sinceNanos;
    private Use use = Use.NONE;

    ModelAttempts(ManualLoop loop, ReconnectSettings settings) {
        this.loop = loop;
        this.settings = settings;
        this.longEnough = new ReconnectPolicy(settings).longEnough();
    }

    void connected() {
        sinceNanos = loop.nanoTime();
        use = Use.NONE;
    }

    /** A message went all the way, or what looks like that to the session. */
    void moved(boolean certainly) {
        if (use != Use.GIVEN_UP && use != Use.CERTAIN) {
            use = certainly ? Use.CERTAIN : Use.PERHAPS;
        }
    }

    void gaveUp() {
        use = Use.GIVEN_UP;
    }

    void disconnected() {
        if (use == Use.GIVEN_UP) {
            return;
        }
        if (use == Use.CERTAIN || hasLasted(longEnough)) {
            atMost = 0;
            atLeast = 0;
        } else if (use == Use.PERHAPS || hasLasted(AFTER_GRANT)) {
            atLeast = 0;
        }
    }

    private boolean hasLasted(Duration time) {
        return loop.nanoTime() - sinceNanos >= time.toNanos();
    }

    /**
     * There is no connection, or the attempt failed.
     *
     * @param over whether there will be no other
     * @param excused whether there may be another reason for that
     */
    void failed(boolean over, boolean excused) {
        check(!over || excused || isUsedUp(atMost), "attempts are made as long as some are left", atMost);
        check(over || !isUsedUp(atLeast), "attempts end when all are used up", atLeast);
        atLeast++;
        atMost++;
    }

    private boolean isUsedUp(int made) {
        return !settings.unlimited() && made >= settings.attempts();
    }
}
