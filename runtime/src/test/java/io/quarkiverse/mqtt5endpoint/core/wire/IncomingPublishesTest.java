package io.quarkiverse.mqtt5endpoint.core.wire;

import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.NEW_SESSION;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.NO_PROPERTIES;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.RESUMED;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.length;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.publish;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.resent;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of the server on their way through the gate. */
class IncomingPublishesTest {

    private final FakeWire wire = new FakeWire();

    @AfterEach
    void end() {
        wire.end();
    }

    @Test
    void messagesBeyondTheRoomWaitInTheirOrder() {
        wire.room = 1;
        wire.receive(NEW_SESSION + publish(1, 1, NO_PROPERTIES) + publish(1, 2, NO_PROPERTIES) + publish(0, 0, NO_PROPERTIES)
                + "d000");
        assertThat(wire.passed()).containsExactly(NEW_SESSION, publish(1, 1, NO_PROPERTIES), "d000");
        assertThat(wire.events).containsExactly("receive maximum exceeded");
        wire.room = 1;
        wire.gate.roomFreed();
        wire.channel.runPendingTasks();
        assertThat(wire.passed()).containsExactly(publish(1, 2, NO_PROPERTIES));
        wire.room = 1;
        wire.gate.roomFreed();
        wire.channel.runPendingTasks();
        assertThat(wire.passed()).containsExactly(publish(0, 0, NO_PROPERTIES));
    }

    @Test
    void messagesOfAResumedSessionWaitWhenThereIsNoRoom() {
        wire.receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES) + publish(1, 2, NO_PROPERTIES));
        wire.reconnect();
        wire.room = 0;
        wire.receive(RESUMED + resent(2, 1) + resent(1, 2));
        assertThat(wire.passed()).containsExactly(RESUMED);
        assertThat(wire.events).containsExactly("receive maximum exceeded");
    }

    @Test
    void messageThatIsResentOnTheSameConnectionIsDropped() {
        wire.receive(NEW_SESSION + publish(1, 1, NO_PROPERTIES) + resent(1, 1));
        assertThat(wire.passed()).containsExactly(NEW_SESSION, publish(1, 1, NO_PROPERTIES));
        assertThat(wire.events).containsExactly("resent");
    }

    @Test
    void identifierIsFreeAgainAfterTheAcknowledgement() {
        wire.receive(NEW_SESSION + publish(1, 1, NO_PROPERTIES));
        wire.send("40020001");
        wire.receive(publish(1, 1, NO_PROPERTIES));
        assertThat(wire.events).isEmpty();
        assertThat(wire.passed()).hasSize(3);
    }

    @Test
    void messageOfQos2IsResentAfterAResumeUnderItsIdentifier() {
        wire.receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES));
        assertThat(wire.redeliveries).isZero();
        wire.reconnect();
        wire.receive(RESUMED + resent(2, 1));
        assertThat(wire.events).isEmpty();
        assertThat(wire.redeliveries).isOne();
    }

    @Test
    void identifierThatDoesNotEndIsTheEnginesToRefuse() {
        wire.receive(NEW_SESSION + publish(1, 1, "05" + "0bffffffff"));
        assertThat(wire.events).isEmpty();
        assertThat(wire.passed()).hasSize(2);
    }

    @Test
    void identifiersOfAMessageAreReportedBeforeIt() {
        String user = "26" + "0001" + "6e" + "0001" + "76";
        String properties = "0b01" + user + "0bffffff7f";
        wire.receive(NEW_SESSION + publish(1, 1, length(properties) + properties) + publish(1, 2, NO_PROPERTIES));
        assertThat(wire.events).containsExactly("for [1, 268435455]");
        assertThat(wire.passed()).hasSize(3);
    }

    @Test
    void identifierOfAnUnfinishedMessageOfQos2IsNotThatOfAnother() {
        wire.receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES));
        wire.reconnect();
        wire.receive(RESUMED + publish(2, 1, NO_PROPERTIES));
        assertThat(wire.events).containsExactly("identifier reused");
    }

    @Test
    void newSessionKnowsNoIdentifiers() {
        wire.receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES));
        wire.reconnect();
        wire.receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES) + publish(1, 2, NO_PROPERTIES));
        assertThat(wire.events).isEmpty();
    }

    @Test
    void malformedPropertiesAreTakenOutAndTheOthersStay() {
        String bad = "080003612f23";
        String good = "26" + "0001" + "6e" + "0001" + "76" + "03" + "0001" + "63";
        wire.receive(NEW_SESSION + publish(1, 1, length(bad + good) + bad + good));
        assertThat(wire.passed()).containsExactly(NEW_SESSION, publish(1, 1, length(good) + good));
        assertThat(wire.events).containsExactly("repaired [response topic]");
    }

    @Test
    void whatNoTopicMayContainIsReplaced() {
        String first = "0001" + NO_PROPERTIES;
        String second = "0002" + NO_PROPERTIES;
        wire.receive(NEW_SESSION + "320a" + "0005" + "742f002b23" + first + "3209" + "0004" + "74c328c3" + second);
        assertThat(wire.passed()).containsExactly(NEW_SESSION, "320a" + "0005" + "742f3f3f3f" + first,
                "3209" + "0004" + "743f283f" + second);
        assertThat(wire.events).containsExactly("repaired [topic]", "repaired [topic]");
    }

    @Test
    void topicThatIsUnusualStaysAsItIs() {
        String packet = "320b" + "0006" + "24efbbbf7b0a" + "0001" + NO_PROPERTIES;
        wire.receive(NEW_SESSION + packet);
        assertThat(wire.passed()).containsExactly(NEW_SESSION, packet);
        assertThat(wire.events).isEmpty();
    }
}
