package io.quarkiverse.mqtt5endpoint.core.hivemq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.quarkiverse.mqtt5endpoint.core.engine.Authentication;

class ExchangeMechanismTest {

    @ParameterizedTest
    @CsvSource({ "PT0S,0", "PT0.001S,1", "PT1S,1", "PT1.5S,2", "PT24855H,89478000", "PT2400000H,2147483647" })
    void timeoutIsInSecondsAndRoundedUp(Duration timeout, int seconds) {
        assertThat(ExchangeMechanism.of(new Silent("method", timeout)).getTimeout()).isEqualTo(seconds);
    }

    @Test
    void overlappingConnectionsHaveExchangesOfTheirOwn() {
        Silent silent = new Silent("method", Duration.ZERO);
        ExchangeMechanism mechanism = ExchangeMechanism.of(silent);
        ExchangeMechanism first = mechanism.forOneConnection(after -> {
        });
        ExchangeMechanism second = mechanism.forOneConnection(after -> {
        });
        first.onAuth(null, null, null);
        second.onAuth(null, null, null);
        first.onAuthError(null, new IllegalStateException("the first"));
        assertThat(silent.begun).hasSize(2);
        assertThat(silent.begun.get(0).failures).singleElement().asString().contains("the first");
        assertThat(silent.begun.get(1).failures).isEmpty();
    }

    @Test
    void failureBeforeThereIsAnExchangeReachesNobody() {
        Silent silent = new Silent("method", Duration.ZERO);
        ExchangeMechanism.of(silent).onAuthError(null, new IllegalStateException("too early"));
        assertThat(silent.begun).isEmpty();
    }

    @Test
    void methodThatMqttCannotCarryIsRefused() {
        assertThatThrownBy(() -> ExchangeMechanism.of(new Silent("me\0thod", Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Never gives its data. */
    private record Silent(String method, Duration timeout, List<Steps> begun) implements Authentication {

        Silent(String method, Duration timeout) {
            this(method, timeout, new ArrayList<>());
        }

        @Override
        public Exchange authenticate() {
            begun.add(new Steps(new ArrayList<>()));
            return begun.get(begun.size() - 1);
        }

        @Override
        public Exchange reauthenticate() {
            return authenticate();
        }

        @Override
        public Exchange reauthenticate(byte[] request) {
            return authenticate();
        }
    }

    private record Steps(List<Throwable> failures) implements Authentication.Exchange {

        @Override
        public CompletionStage<byte[]> begin() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<byte[]> respond(byte[] challenge) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Boolean> verify(byte[] data) {
            return new CompletableFuture<>();
        }

        @Override
        public Optional<Duration> reauthenticateAfter() {
            return Optional.empty();
        }

        @Override
        public void rejected(Mqtt5ReasonCode reasonCode, String reasonString) {
            throw new AssertionError("No server refuses anything");
        }

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }
    }
}
