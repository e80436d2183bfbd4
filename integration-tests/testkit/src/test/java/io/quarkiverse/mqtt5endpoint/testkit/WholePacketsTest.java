package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

class WholePacketsTest {

    private static final byte[] PUBLISH = PieceByPiece.publish("pieces", "broken in two");
    private static final int MAX_SIZE = 1_000;

    private final EmbeddedChannel channel = new EmbeddedChannel(new WholePackets(MAX_SIZE));

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    static IntStream cuts() {
        return IntStream.range(1, PUBLISH.length);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void packetInTwoPiecesIsPassedOnWhole(int cut) {
        channel.writeInbound(Unpooled.copiedBuffer(PUBLISH, 0, cut));
        assertThat(channel.inboundMessages()).isEmpty();
        channel.writeInbound(Unpooled.copiedBuffer(PUBLISH, cut, PUBLISH.length - cut));
        assertNextIs(PUBLISH);
    }

    @Test
    void packetsInOnePieceArePassedOnOneByOne() {
        channel.writeInbound(Unpooled.copiedBuffer(PUBLISH, PUBLISH));
        assertNextIs(PUBLISH);
        assertNextIs(PUBLISH);
    }

    @Test
    void packetThatIsTooLargeIsPassedOnAtOnce() {
        byte[] start = { 0x30, (byte) 0xFF, (byte) 0xFF, 0x7F, 0 };
        channel.writeInbound(Unpooled.copiedBuffer(start));
        assertNextIs(start);
    }

    @Test
    void whatIsNoPacketIsPassedOnAtOnce() {
        byte[] noLength = { 0x30, -1, -1, -1, -1, -1 };
        channel.writeInbound(Unpooled.copiedBuffer(noLength));
        assertNextIs(noLength);
    }

    private void assertNextIs(byte[] expected) {
        ByteBuf next = channel.readInbound();
        assertThat(next).isNotNull();
        byte[] bytes = new byte[next.readableBytes()];
        next.readBytes(bytes).release();
        assertThat(bytes).isEqualTo(expected);
    }
}
