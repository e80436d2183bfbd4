package io.quarkiverse.mqtt5endpoint.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

class SubscriptionIdentifierTest {

    /** A different one would make the messages of a session foreign that an earlier version left. */
    @Test
    void filterHasTheSameIdentifierInEachVersion() {
        assertThat(SubscriptionIdentifier.of("$share/orders-in/orders/#")).isEqualTo(185251169);
    }

    @Test
    void identifierIsOneThatMqttAllowsAndTheEngineDoesNotReach() {
        Set<Integer> identifiers = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            int identifier = SubscriptionIdentifier.of("topic/" + i);
            assertThat(identifier).isBetween(1 << 27, 268_435_455);
            assertThat(SubscriptionIdentifier.isOfFilter(identifier)).isTrue();
            identifiers.add(identifier);
        }
        assertThat(identifiers).hasSize(1000);
        assertThat(SubscriptionIdentifier.isOfFilter(65535)).isFalse();
    }
}
