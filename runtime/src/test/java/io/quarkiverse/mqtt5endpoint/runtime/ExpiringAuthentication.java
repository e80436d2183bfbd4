package io.quarkiverse.mqtt5endpoint.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Begins each exchange with a new token. The first ones expire. */
class ExpiringAuthentication extends ChallengeAuthentication {

    private static final Optional<Duration> SOON = Optional.of(Duration.ofMillis(1));

    private final AtomicInteger tokens = new AtomicInteger();
    private final int expiring;

    /**
     * @param expiring how many tokens expire
     */
    ExpiringAuthentication(String secret, int expiring) {
        super(secret);
        this.expiring = expiring;
    }

    @Override
    public Exchange authenticate() {
        int token = tokens.incrementAndGet();
        return new Steps("token " + token + " ", "token " + token) {
            @Override
            public Optional<Duration> reauthenticateAfter() {
                return token > expiring ? Optional.empty() : SOON;
            }
        };
    }
}
