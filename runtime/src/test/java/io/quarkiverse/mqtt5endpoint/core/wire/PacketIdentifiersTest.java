package io.quarkiverse.mqtt5endpoint.core.wire;

import static io.quarkiverse.mqtt5endpoint.core.wire.PacketIdentifiers.Meaning.ANOTHER;
import static io.quarkiverse.mqtt5endpoint.core.wire.PacketIdentifiers.Meaning.RESENT;
import static io.quarkiverse.mqtt5endpoint.core.wire.PacketIdentifiers.Meaning.REUSED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketIdentifiersTest {

    private static final int ID = 7;

    private final PacketIdentifiers identifiers = new PacketIdentifiers();

    @ParameterizedTest
    @ValueSource(ints = { 1, 2 })
    void unacknowledgedIdentifierIsInUse(int qos) {
        assertThat(identifiers.published(ID, qos, false)).isEqualTo(ANOTHER);
        assertThat(identifiers.published(ID, qos, true)).isEqualTo(RESENT);
        assertThat(identifiers.published(ID, qos, false)).isEqualTo(REUSED);
    }

    @Test
    void acknowledgedIdentifierOfQos1IsFree() {
        identifiers.published(ID, 1, false);
        identifiers.acknowledged(ID, false);
        assertThat(identifiers.published(ID, 1, false)).isEqualTo(ANOTHER);
    }

    @Test
    void identifierOfQos2IsFreeAfterPubRel() {
        identifiers.published(ID, 2, false);
        identifiers.acknowledged(ID, false);
        assertThat(identifiers.published(ID, 1, false)).isEqualTo(REUSED);
        assertThat(identifiers.published(ID, 2, true)).as("the server missed PUBREC").isEqualTo(ANOTHER);
        identifiers.acknowledged(ID, false);
        identifiers.released(ID);
        assertThat(identifiers.published(ID, 2, false)).isEqualTo(ANOTHER);
    }

    @Test
    void rejectedMessageOfQos2HasNoPubRel() {
        identifiers.published(ID, 2, false);
        identifiers.acknowledged(ID, true);
        assertThat(identifiers.published(ID, 1, false)).isEqualTo(ANOTHER);
    }

    @Test
    void resumedSessionRemembersQos2Only() {
        identifiers.published(ID, 2, false);
        identifiers.published(ID + 1, 1, false);
        identifiers.connected(true);
        assertThat(identifiers.published(ID, 2, false)).isEqualTo(REUSED);
        assertThat(identifiers.published(ID + 1, 1, false)).isEqualTo(ANOTHER);
    }

    @Test
    void newSessionRemembersNothing() {
        identifiers.published(ID, 2, false);
        identifiers.connected(false);
        assertThat(identifiers.published(ID, 2, false)).isEqualTo(ANOTHER);
    }
}
