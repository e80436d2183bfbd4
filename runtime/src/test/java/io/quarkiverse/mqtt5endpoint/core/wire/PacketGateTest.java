package io.quarkiverse.mqtt5endpoint.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

class PacketGateTest {

    private static final String NEW_SESSION = "2003000000";
    private static final String RESUMED = "2003010000";
    private static final String NO_PROPERTIES = "00";

    private final List<String> events = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final Set<Integer> withdrawn = new HashSet<>();
    private final Set<Integer> postponed = new HashSet<>();
    private final PacketIdentifiers identifiers = new PacketIdentifiers();
    private PacketGate gate = gate();
    private EmbeddedChannel channel = new EmbeddedChannel(gate);
    private int room = Integer.MAX_VALUE;
    private long now;

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void packetsArePassedOnWholeHoweverTheyArrive() {
        String stream = NEW_SESSION + publish(1, 7, NO_PROPERTIES) + "d000" + publish(0, 0, NO_PROPERTIES);
        for (int i = 0; i < stream.length(); i += 2) {
            receive(stream.substring(i, i + 2));
        }
        assertThat(passed()).containsExactly(NEW_SESSION, publish(1, 7, NO_PROPERTIES), "d000", publish(0, 0, NO_PROPERTIES));
        receive(stream);
        assertThat(passed()).hasSize(4);
    }

    @Test
    void lengthThatCantBeRightIsTheEnginesToRefuse() {
        receive("32ffffffff01");
        assertThat(passed()).containsExactly("32ffffffff01");
    }

    @Test
    void packetAboveTheMaximumIsTheEnginesToRefuse() {
        receive("32ff7f0001");
        assertThat(passed()).containsExactly("32ff7f0001");
    }

    @Test
    void messagesBeyondTheRoomWaitInTheirOrder() {
        room = 1;
        receive(NEW_SESSION + publish(1, 1, NO_PROPERTIES) + publish(1, 2, NO_PROPERTIES) + publish(0, 0, NO_PROPERTIES)
                + "d000");
        assertThat(passed()).containsExactly(NEW_SESSION, publish(1, 1, NO_PROPERTIES), "d000");
        assertThat(events).containsExactly("receive maximum exceeded");
        room = 1;
        gate.roomFreed();
        channel.runPendingTasks();
        assertThat(passed()).containsExactly(publish(1, 2, NO_PROPERTIES));
        room = 1;
        gate.roomFreed();
        channel.runPendingTasks();
        assertThat(passed()).containsExactly(publish(0, 0, NO_PROPERTIES));
    }

    @Test
    void messagesOfAResumedSessionWaitWhenThereIsNoRoom() {
        receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES) + publish(1, 2, NO_PROPERTIES));
        reconnect();
        room = 0;
        receive(RESUMED + resent(2, 1) + resent(1, 2));
        assertThat(passed()).containsExactly(RESUMED);
        assertThat(events).containsExactly("receive maximum exceeded");
    }

    @Test
    void messageThatIsResentOnTheSameConnectionIsDropped() {
        receive(NEW_SESSION + publish(1, 1, NO_PROPERTIES) + resent(1, 1));
        assertThat(passed()).containsExactly(NEW_SESSION, publish(1, 1, NO_PROPERTIES));
        assertThat(events).containsExactly("resent");
    }

    @Test
    void identifierIsFreeAgainAfterTheAcknowledgement() {
        receive(NEW_SESSION + publish(1, 1, NO_PROPERTIES));
        send("40020001");
        receive(publish(1, 1, NO_PROPERTIES));
        assertThat(events).isEmpty();
        assertThat(passed()).hasSize(3);
    }

    @Test
    void messageOfQos2IsResentAfterAResumeUnderItsIdentifier() {
        receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES));
        reconnect();
        receive(RESUMED + resent(2, 1));
        assertThat(events).isEmpty();
    }

    @Test
    void identifierOfAnUnfinishedMessageOfQos2IsNotThatOfAnother() {
        receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES));
        reconnect();
        receive(RESUMED + publish(2, 1, NO_PROPERTIES));
        assertThat(events).containsExactly("identifier reused");
    }

    @Test
    void newSessionKnowsNoIdentifiers() {
        receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES));
        reconnect();
        receive(NEW_SESSION + publish(2, 1, NO_PROPERTIES) + publish(1, 2, NO_PROPERTIES));
        assertThat(events).isEmpty();
    }

    @Test
    void malformedPropertiesAreTakenOutAndTheOthersStay() {
        String bad = "080003612f23";
        String good = "26" + "0001" + "6e" + "0001" + "76" + "03" + "0001" + "63";
        receive(NEW_SESSION + publish(1, 1, length(bad + good) + bad + good));
        assertThat(passed()).containsExactly(NEW_SESSION, publish(1, 1, length(good) + good));
        assertThat(events).containsExactly("repaired [response topic]");
    }

    @Test
    void partsOfALargePacketAreSignsOfLife() {
        receive(NEW_SESSION + "32f02e" + "00".repeat(1000));
        assertThat(passed()).containsExactly(NEW_SESSION);
        now += TimeUnit.SECONDS.toNanos(1);
        receive("00".repeat(1000));
        assertThat(passed()).containsExactly("d000");
        receive("00".repeat(1000));
        assertThat(passed()).as("one a second").isEmpty();
    }

    @Test
    void bytesThatTrickleAreNoSignOfLife() {
        receive(NEW_SESSION + "32f02e");
        passed();
        for (int i = 0; i < 5; i++) {
            now += TimeUnit.SECONDS.toNanos(2);
            receive("00");
        }
        assertThat(passed()).isEmpty();
    }

    @Test
    void pingIsSentIfNothingElseIsOnItsWay() {
        now += TimeUnit.SECONDS.toNanos(30);
        send("c000");
        assertThat(sent()).containsExactly("c000");
    }

    @Test
    void messagesAreCountedWhenTheyAreWrittenForTheFirstTime() {
        send(publish(1, 7, NO_PROPERTIES));
        send(resent(1, 8));
        send(publish(0, 0, NO_PROPERTIES));
        assertThat(written).containsExactly(7);
        assertThat(sent()).hasSize(3);
    }

    @Test
    void withdrawnMessageIsNotSentAndTheEngineLetsGoOfIt() {
        withdrawn.add(7);
        send(resent(1, 7));
        channel.runPendingTasks();
        assertThat(sent()).isEmpty();
        assertThat(passed()).containsExactly("40020007");
    }

    @Test
    void withdrawnMessageOfQos2LeadsToItsRelease() {
        withdrawn.add(7);
        send(resent(2, 7));
        channel.runPendingTasks();
        assertThat(sent()).isEmpty();
        assertThat(passed()).containsExactly("50020007");
    }

    @Test
    void postponedMessagesAreSentInTheirOrderWhenPublishingResumes() {
        postponed.add(7);
        send(resent(1, 6));
        send(resent(1, 7));
        send(publish(1, 8, NO_PROPERTIES));
        assertThat(sent()).containsExactly(resent(1, 6));
        postponed.clear();
        gate.resumePublishing();
        assertThat(sent()).containsExactly(resent(1, 7), publish(1, 8, NO_PROPERTIES));
    }

    @Test
    void aliasOfAWithdrawnMessageIsExplainedByTheNextOne() {
        String alias = "03" + "230001";
        withdrawn.add(7);
        send(resent(1, 7, alias));
        String withoutTopic = "3208" + "0000" + "0008" + alias;
        send(withoutTopic);
        send(withoutTopic);
        assertThat(sent()).containsExactly("3209" + "000174" + "0008" + alias, withoutTopic);
    }

    private PacketGate gate() {
        return new PacketGate(identifiers, 10_000, () -> now, new PacketGate.Owner() {

            @Override
            public boolean hasRoom() {
                return room-- > 0;
            }

            @Override
            public void receiveMaximumExceeded() {
                events.add("receive maximum exceeded");
            }

            @Override
            public void identifierReused() {
                events.add("identifier reused");
            }

            @Override
            public void resent() {
                events.add("resent");
            }

            @Override
            public void publishWritten(int identifier) {
                written.add(identifier);
            }

            @Override
            public boolean isWithdrawn(int identifier) {
                return withdrawn.contains(identifier);
            }

            @Override
            public boolean isPostponed(int identifier) {
                return postponed.contains(identifier);
            }

            @Override
            public void repaired(List<String> properties) {
                events.add("repaired " + properties);
            }
        });
    }

    private void reconnect() {
        passed();
        channel.finishAndReleaseAll();
        gate = gate();
        channel = new EmbeddedChannel(gate);
    }

    private static String publish(int qos, int identifier, String propertiesAndPayload) {
        return publish(0x30 | qos << 1, qos, identifier, propertiesAndPayload);
    }

    private static String resent(int qos, int identifier) {
        return resent(qos, identifier, NO_PROPERTIES);
    }

    private static String resent(int qos, int identifier, String propertiesAndPayload) {
        return publish(0x38 | qos << 1, qos, identifier, propertiesAndPayload);
    }

    private static String publish(int header, int qos, int identifier, String propertiesAndPayload) {
        String rest = "000174" + (qos == 0 ? "" : String.format("%04x", identifier)) + propertiesAndPayload;
        return String.format("%02x", header) + length(rest) + rest;
    }

    private static String length(String hex) {
        return String.format("%02x", hex.length() / 2);
    }

    private void receive(String hex) {
        channel.writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }

    private void send(String hex) {
        channel.writeOutbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }

    private List<String> passed() {
        return packets(channel::readInbound);
    }

    private List<String> sent() {
        return packets(channel::readOutbound);
    }

    private static List<String> packets(Supplier<ByteBuf> source) {
        List<String> packets = new ArrayList<>();
        for (ByteBuf next = source.get(); next != null; next = source.get()) {
            packets.add(ByteBufUtil.hexDump(next));
            next.release();
        }
        return packets;
    }
}
