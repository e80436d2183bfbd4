package io.quarkiverse.mqtt5endpoint.testkit;

import java.time.Duration;

/** How long a wait takes at most if the test does not say otherwise. */
final class Patience {

    static final Duration LONGEST = Duration.ofSeconds(30);

    private Patience() {
    }
}
