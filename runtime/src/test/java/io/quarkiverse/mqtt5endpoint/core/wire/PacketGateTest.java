package io.quarkiverse.mqtt5endpoint.core.wire;

import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.NEW_SESSION;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.NO_PROPERTIES;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.length;
import static io.quarkiverse.mqtt5endpoint.core.wire.FakeWire.publish;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketGateTest {

    private final FakeWire wire = new FakeWire();

    @AfterEach
    void end() {
        wire.end();
    }

    @Test
    void packetsArePassedOnWholeHoweverTheyArrive() {
        String stream = NEW_SESSION + publish(1, 7, NO_PROPERTIES) + "d000" + publish(0, 0, NO_PROPERTIES);
        for (int i = 0; i < stream.length(); i += 2) {
            wire.receive(stream.substring(i, i + 2));
        }
        assertThat(wire.passed()).containsExactly(NEW_SESSION, publish(1, 7, NO_PROPERTIES), "d000",
                publish(0, 0, NO_PROPERTIES));
        wire.receive(stream);
        assertThat(wire.passed()).hasSize(4);
    }

    @Test
    void answersToPingsAreNotCountedAsReceivedBytes() {
        wire.receive(NEW_SESSION + "d000" + publish(1, 7, NO_PROPERTIES).substring(0, 6));
        assertThat(wire.gate.bytesReceived()).isEqualTo(5 + 3);
    }

    @Test
    void lengthThatCantBeRightIsTheEnginesToRefuse() {
        wire.receive("32ffffffff01");
        assertThat(wire.passed()).containsExactly("32ffffffff01");
    }

    @Test
    void packetAboveTheMaximumIsTheEnginesToRefuse() {
        wire.receive("32ff7f0001");
        assertThat(wire.passed()).containsExactly("32ff7f0001");
    }

    @Test
    void subscribeGetsTheIdentifierOfItsFilter() {
        String user = "26" + "0001" + "6e" + "0001" + "76";
        wire.send("8210" + "fff6" + "09" + "0b01" + user + "0001" + "74" + "01");
        wire.send("8209" + "fff6" + "02" + "0b01" + "0001" + "74" + "01");
        assertThat(wire.sent()).containsExactly("8213" + "fff6" + "0c" + "0bffffff7f" + user + "0001" + "74" + "01",
                "820c" + "fff6" + "05" + "0bffffff7f" + "0001" + "74" + "01");
    }

    @Test
    void subscribeWithoutIdentifierOrWithSeveralFiltersStaysAsItIs() {
        String withoutIdentifier = "8207" + "fff6" + "00" + "0001" + "74" + "01";
        String severalFilters = "820d" + "fff6" + "02" + "0b01" + "0001" + "74" + "01" + "0001" + "75" + "01";
        wire.send(withoutIdentifier);
        wire.send(severalFilters);
        assertThat(wire.sent()).containsExactly(withoutIdentifier, severalFilters);
    }

    @Test
    void partsOfALargePacketAreSignsOfLife() {
        wire.receive(NEW_SESSION + "32f02e" + "00".repeat(1000));
        assertThat(wire.passed()).containsExactly(NEW_SESSION);
        wire.now += TimeUnit.SECONDS.toNanos(1);
        wire.receive("00".repeat(1000));
        assertThat(wire.passed()).containsExactly("d000");
        wire.receive("00".repeat(1000));
        assertThat(wire.passed()).as("one a second").isEmpty();
    }

    @Test
    void bytesThatTrickleAreNoSignOfLife() {
        wire.receive(NEW_SESSION + "32f02e");
        wire.passed();
        for (int i = 0; i < 5; i++) {
            wire.now += TimeUnit.SECONDS.toNanos(2);
            wire.receive("00");
        }
        assertThat(wire.passed()).isEmpty();
    }

    @Test
    void pingIsSentIfNothingElseIsOnItsWay() {
        wire.now += TimeUnit.SECONDS.toNanos(30);
        wire.send("c000");
        assertThat(wire.sent()).containsExactly("c000");
    }

    @Test
    void largePacketIsWrittenInPortionsSoThatItIsSeenToMove() {
        String packet = "30a09c01" + "000174" + NO_PROPERTIES + "ab".repeat(19_996);
        wire.send(packet);
        List<String> sent = wire.sent();
        assertThat(sent).hasSize(3).allSatisfy(portion -> assertThat(portion.length() / 2).isLessThanOrEqualTo(8 * 1024));
        assertThat(String.join("", sent)).isEqualTo(packet);
    }
}
