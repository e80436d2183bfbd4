package io.quarkiverse.mqtt5endpoint.core.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Fault;
import io.quarkiverse.mqtt5endpoint.core.engine.ConnectionLoss.Kind;
import io.quarkiverse.mqtt5endpoint.core.settings.ServerAddress;

class LossRulesTest {

    private static final ServerAddress CONFIGURED = new ServerAddress("configured", 1884);

    @ParameterizedTest
    @CsvSource({ "other,other:1884", "other:99,other:99", "other.example:65535,other.example:65535", "10.0.0.7:1,10.0.0.7:1",
            "[::1],[::1]:1884", "[2001:db8::1]:99,[2001:db8::1]:99", "'first:1 second:2',first:1",
            "'  first:1\tsecond',first:1",
            "Other.Example:5,other.example:5" })
    void aServerReferenceIsFollowed(String reference, String next) {
        assertThat(LossRules.next(reply(Kind.CONNACK, 0x9C, reference), CONFIGURED)).hasToString(next);
        assertThat(LossRules.next(reply(Kind.DISCONNECT, 0x9D, reference), CONFIGURED)).hasToString(next);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ":99", "other:", "other:0", "other:65536", "other:123456", "::1", "2001:db8::1", "[::1",
            "a:b:1",
            "other:-1", "mqtt://other:99" })
    void whatIsNoAddressIsNotFollowed(String reference) {
        assertThat(LossRules.next(reply(Kind.CONNACK, 0x9C, reference), CONFIGURED)).isEqualTo(CONFIGURED);
    }

    @Test
    void withoutAReferenceOrForAnotherReasonTheConfiguredServerIsNext() {
        assertThat(LossRules.next(reply(Kind.CONNACK, 0x9C, null), CONFIGURED)).isEqualTo(CONFIGURED);
        assertThat(LossRules.next(reply(Kind.CONNACK, 0x89, "other:99"), CONFIGURED)).isEqualTo(CONFIGURED);
        assertThat(LossRules.next(reply(Kind.LOST, ConnectionLoss.NONE, null), CONFIGURED)).isEqualTo(CONFIGURED);
    }

    @Test
    void onlyARefusedConnectIsFinalAndOnlyForReasonsThatStay() {
        for (int code = 0x80; code <= 0xFF; code++) {
            boolean expected = code == 0x84 || code == 0x85 || code == 0x8A || code == 0x8C || code == 0x90;
            assertThat(LossRules.isFinal(reply(Kind.CONNACK, code, null))).as("0x%x", code).isEqualTo(expected);
            assertThat(LossRules.isFinal(reply(Kind.DISCONNECT, code, null))).as("0x%x", code).isFalse();
            assertThat(LossRules.isFinal(reply(Kind.LOST, code, null))).as("0x%x", code).isFalse();
        }
    }

    @Test
    void whoSaidItMatters() {
        assertThat(LossRules.isSessionTakenOver(reply(Kind.DISCONNECT, 0x8E, null))).isTrue();
        assertThat(LossRules.isSessionTakenOver(reply(Kind.CONNACK, 0x8E, null))).isFalse();
    }

    private static ConnectionLoss reply(Kind kind, int reasonCode, String reference) {
        return new ConnectionLoss(kind, reasonCode, "text", reference, Fault.NONE, new IOException("lost"));
    }
}
