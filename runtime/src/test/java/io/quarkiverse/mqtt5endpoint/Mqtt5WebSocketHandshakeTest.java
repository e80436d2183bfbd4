package io.quarkiverse.mqtt5endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake.Request;

class Mqtt5WebSocketHandshakeTest {

    @ParameterizedTest
    @ValueSource(strings = { "", "mqtt", "/a b", "/a\r\nHost: b", "/a#b", "/\u00fc" })
    void pathThatHttpCannotCarryIsRefusedAndNotShown(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> Request.of(path)).withMessage("the path must begin with a slash,"
                + " and have visible ASCII characters only and no fragment");
    }

    @Test
    void headerCannotBringAnotherOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> Request.of("/").withHeader("A", "b\r\nC: d"))
                .withMessage("the value of the header A must not contain control characters");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(Request.of("/secret").withHeader("Authorization", "secret")).hasToString("Request[headers=[Authorization]]");
    }
}
