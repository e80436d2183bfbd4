package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two clients with one identifier at one server would end each other's connection indefinitely. */
class ClientIdTest {

    private final TestEndpoint app = TestEndpoint.at("127.0.0.1", 1);

    @AfterEach
    void end() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource({ "server.example,server.example", "server.example,SERVER.Example", "' server.example',server.example" })
    void sameClientTwiceAtOneServerEndsTheStart(String one, String other) {
        app.publisher("first", "host=" + one, "client-id=twice");
        assertThatThrownBy(() -> app.outgoing("second", "host=" + other, "client-id=twice"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`first`").hasMessageContaining("`second`").hasMessageContaining("server.example:1")
                .hasMessageContaining("attribute `client-id` must be different for each of them, but was `twice`");
    }

    @Test
    void elsewhereOrUnderAnotherNameItIsSomebodyElse() {
        app.publisher("first", "client-id=twice");
        assertThatCode(() -> {
            app.publisher("port", "client-id=twice", "port=2");
            app.publisher("host", "client-id=twice", "host=other.example");
            app.publisher("id", "client-id=Twice");
            app.publisher("generated");
            app.outgoing("generated-too");
        }).doesNotThrowAnyException();
    }
}
