package io.quarkiverse.mqtt5endpoint.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkiverse.mqtt5endpoint.Mqtt5Authentication;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.smallrye.mutiny.Uni;

/** Proves in several steps that it knows a secret, and lets the server prove the same in its last one. */
class ChallengeAuthentication implements Mqtt5Authentication {

    static final String METHOD = "challenge";

    final List<String> calls = new CopyOnWriteArrayList<>();

    private final String secret;
    private final Duration timeout;

    ChallengeAuthentication(String secret) {
        this(secret, null);
    }

    /**
     * @param timeout {@code null} for none of its own
     */
    ChallengeAuthentication(String secret, Duration timeout) {
        this.secret = secret;
        this.timeout = timeout;
    }

    /** What is to be answered to a challenge. */
    static String proof(String secret, String challenge) {
        return challenge + ":" + (secret + challenge).hashCode();
    }

    @Override
    public String getMethod() {
        return METHOD;
    }

    @Override
    public Optional<Duration> getTimeout() {
        return Optional.ofNullable(timeout);
    }

    @Override
    public Exchange authenticate() {
        return new Steps("", "hello");
    }

    @Override
    public Exchange reauthenticate(byte[] request) {
        calls.add("asked to by " + text(request));
        return new Steps("again ", "hello again");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    /** What is called is noted with a prefix. */
    class Steps implements Exchange {

        private final String prefix;
        private final String greeting;

        Steps(String prefix, String greeting) {
            this.prefix = prefix;
            this.greeting = greeting;
        }

        @Override
        public Uni<byte[]> begin() {
            calls.add(prefix + "connect");
            return Uni.createFrom().item(bytes(greeting));
        }

        @Override
        public Uni<byte[]> respond(byte[] challenge) {
            calls.add(prefix + "challenge " + text(challenge));
            return challenge.length == 0 ? Uni.createFrom().failure(new SecurityException("no challenge"))
                    : Uni.createFrom().item(bytes(proof(secret, text(challenge))));
        }

        @Override
        public Uni<Boolean> verify(byte[] data) {
            calls.add(prefix + "connected");
            return Uni.createFrom().item(text(data).equals(proof(secret, "server")));
        }

        @Override
        public void rejected(Mqtt5ReasonCode reasonCode, String reasonString) {
            calls.add(prefix + "rejected " + reasonCode + " " + reasonString);
        }

        @Override
        public void failed(Throwable cause) {
            calls.add(prefix + "failed");
        }
    }
}
