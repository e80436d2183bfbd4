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
import io.quarkiverse.mqtt5endpoint.core.settings.ServerRedirects;

class LossRulesTest {

    private static final ServerAddress CONFIGURED = new ServerAddress("configured", 1884);

    @ParameterizedTest
    @CsvSource({ "other,other:1884", "other:99,other:99", "other.example:65535,other.example:65535", "10.0.0.7:1,10.0.0.7:1",
            "[::1],[::1]:1884", "[2001:db8::1]:99,[2001:db8::1]:99", "'first:1 second:2',first:1",
            "'  first:1\tsecond',first:1",
            "Other.Example:5,other.example:5" })
    void serverReferenceIsFollowedToAnyServer(String reference, String next) {
        Redirect followed = new Redirect.Followed(ServerAddress.parse(next, 1).orElseThrow());
        assertThat(redirect(reply(Kind.CONNACK, 0x9C, reference), ServerRedirects.ANY)).isEqualTo(followed);
        assertThat(redirect(reply(Kind.DISCONNECT, 0x9D, reference), ServerRedirects.ANY)).isEqualTo(followed);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ":99", "other:", "other:0", "other:65536", "other:123456", "::1", "2001:db8::1", "[::1",
            "a:b:1",
            "other:-1", "mqtt://other:99" })
    void whatIsNoAddressIsRefused(String reference) {
        assertThat(redirect(reply(Kind.CONNACK, 0x9C, reference), ServerRedirects.ANY))
                .isInstanceOfSatisfying(Redirect.Refused.class, refused -> {
                    assertThat(refused.reference()).isEqualTo(reference.trim());
                    assertThat(refused.reason()).contains("not a host");
                });
    }

    @ParameterizedTest
    @CsvSource({ "configured:99,true", "Configured,true", "other:1884,false", "sub.configured:1884,false",
            "10.0.0.7:1884,false" })
    void sameHostFollowsOtherPortsOfTheHostOnly(String reference, boolean follows) {
        Redirect redirect = redirect(reply(Kind.CONNACK, 0x9C, reference), ServerRedirects.SAME_HOST);
        assertThat(redirect instanceof Redirect.Followed).isEqualTo(follows);
        assertThat(redirect instanceof Redirect.Refused refused && refused.reason().contains("`same-host`"))
                .isEqualTo(!follows);
    }

    @Test
    void neverFollowsNotEvenTheSameHost() {
        assertThat(redirect(reply(Kind.CONNACK, 0x9C, "configured:99"), ServerRedirects.NEVER))
                .isInstanceOfSatisfying(Redirect.Refused.class,
                        refused -> assertThat(refused.reason()).contains("`never`"));
    }

    @ParameterizedTest
    @CsvSource({ "localhost,other,false", "127.0.0.1,10.0.0.7,false", "[::1],other,false", "localhost,127.0.0.1,true",
            "127.0.0.1,localhost,true", "127.0.0.1,127.0.0.1.example,false", "other,localhost,true" })
    void noReferenceLeadsFromLoopbackToElsewhere(String from, String reference, boolean follows) {
        Redirect redirect = LossRules.redirect(reply(Kind.CONNACK, 0x9C, reference), new ServerAddress(from, 1),
                ServerRedirects.ANY);
        assertThat(redirect instanceof Redirect.Followed).isEqualTo(follows);
        assertThat(redirect instanceof Redirect.Refused refused && refused.reason().contains("loopback"))
                .isEqualTo(!follows);
    }

    @Test
    void nothingIsFollowedWithoutReferenceOrForAnotherReason() {
        Redirect none = new Redirect.None();
        assertThat(redirect(reply(Kind.CONNACK, 0x9C, null), ServerRedirects.ANY)).isEqualTo(none);
        assertThat(redirect(reply(Kind.CONNACK, 0x89, "other:99"), ServerRedirects.ANY)).isEqualTo(none);
        assertThat(redirect(reply(Kind.LOST, ConnectionLoss.NONE, null), ServerRedirects.ANY)).isEqualTo(none);
    }

    private static Redirect redirect(ConnectionLoss loss, ServerRedirects allowed) {
        return LossRules.redirect(loss, CONFIGURED, allowed);
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
