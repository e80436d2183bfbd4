package io.quarkiverse.mqtt5endpoint.core.wire;

import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.NO_PROPERTIES;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.publish;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.resent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of the engine on their way through the gate. */
class OutgoingPublishesTest {

    private final FakeWire wire = new FakeWire();

    @AfterEach
    void end() {
        wire.end();
    }

    @Test
    void messagesAreCountedWhenTheyAreWrittenForTheFirstTime() {
        wire.send(publish(1, 7, NO_PROPERTIES));
        wire.send(resent(1, 8));
        wire.send(publish(0, 0, NO_PROPERTIES));
        assertThat(wire.written).containsExactly(7);
        assertThat(wire.sent()).hasSize(3);
    }

    @Test
    void withdrawnMessageIsNotSentAndTheEngineLetsGoOfIt() {
        wire.withdrawn.add(7);
        wire.send(resent(1, 7));
        wire.channel.runPendingTasks();
        assertThat(wire.sent()).isEmpty();
        assertThat(wire.passed()).containsExactly("40020007");
    }

    @Test
    void withdrawnMessageOfQos2LeadsToItsRelease() {
        wire.withdrawn.add(7);
        wire.send(resent(2, 7));
        wire.channel.runPendingTasks();
        assertThat(wire.sent()).isEmpty();
        assertThat(wire.passed()).containsExactly("50020007");
    }

    @Test
    void postponedMessagesAreSentInTheirOrderWhenPublishingResumes() {
        wire.postponed.add(7);
        wire.send(resent(1, 6));
        wire.send(resent(1, 7));
        wire.send(publish(1, 8, NO_PROPERTIES));
        assertThat(wire.sent()).containsExactly(resent(1, 6));
        wire.postponed.clear();
        wire.gate.resumePublishing();
        assertThat(wire.sent()).containsExactly(resent(1, 7), publish(1, 8, NO_PROPERTIES));
    }

    @Test
    void aliasOfAWithdrawnMessageIsExplainedByTheNextOne() {
        String alias = "03" + "230001";
        wire.withdrawn.add(7);
        wire.send(resent(1, 7, alias));
        String withoutTopic = "3208" + "0000" + "0008" + alias;
        wire.send(withoutTopic);
        wire.send(withoutTopic);
        assertThat(wire.sent()).containsExactly("3209" + "000174" + "0008" + alias, withoutTopic);
    }
}
