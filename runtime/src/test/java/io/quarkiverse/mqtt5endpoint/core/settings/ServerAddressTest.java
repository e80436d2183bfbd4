package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "LOCALHOST", "mqtt.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]",
            "0:0:0:0:0:0:0:1" })
    void staysOnThisMachine(String host) {
        assertThat(new ServerAddress(host, 1).isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "example.org", "10.0.0.1", "localhost.example.org", "127.0.0.1.example.org", "fe80::1",
            "[2001:db8::1]",
            "0.0.0.0", "999.1.1.1", "face", "[", "[]" })
    void leavesThisMachine(String host) {
        assertThat(new ServerAddress(host, 1).isLoopback()).isFalse();
    }

    @Test
    void namesAreEqualInAnyCaseAndWithSpacesAround() {
        assertThat(new ServerAddress(" Mqtt.Example ", 1)).isEqualTo(new ServerAddress("mqtt.example", 1))
                .hasToString("mqtt.example:1").isNotEqualTo(new ServerAddress("mqtt.example", 2));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, 65_536 })
    void noPort(int port) {
        assertThatThrownBy(() -> new ServerAddress("h", port)).hasMessageContaining("`port` must be a number from 1 to 65535");
    }
}
