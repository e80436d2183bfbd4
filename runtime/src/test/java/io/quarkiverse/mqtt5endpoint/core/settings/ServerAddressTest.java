package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @ValueSource(strings = { "::1", "[::1]", " ::1 " })
    void addressOfIpv6IsShownInBrackets(String host) {
        assertThat(new ServerAddress(host, 1883)).hasToString("[::1]:1883").isEqualTo(new ServerAddress("[::1]", 1883));
    }

    @ParameterizedTest
    @CsvSource({ "a,a:1", "a.example:99,a.example:99", "10.0.0.1:65535,10.0.0.1:65535", "[::1],[::1]:1",
            "[2001:DB8::1]:7,[2001:db8::1]:7",
            "[fe80::1%eth0]:7,[fe80::1%eth0]:7" })
    void addressIsAHostWithOrWithoutAPort(String written, String address) {
        assertThat(ServerAddress.parse(written, 1)).map(ServerAddress::toString).hasValue(address);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ":1", "a:", "a:b", "a:0", "a:65536", "a:1:2", "::1", "[::1", "[a]:1", "a b", "tcp://a", "u@a",
            "a/b",
            "u:p@a:1" })
    void otherTextIsNoAddress(String written) {
        assertThat(ServerAddress.parse(written, 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, 65_536 })
    void noPort(int port) {
        assertThatThrownBy(() -> new ServerAddress("h", port)).hasMessageContaining("`port` must be a number from 1 to 65535");
    }
}
