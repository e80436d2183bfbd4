package io.quarkiverse.mqtt5endpoint.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

class PacketScannerTest {

    // PINGREQ, PUBLISH with 200 bytes (two length bytes), PUBACK
    private static final byte[] STREAM = stream();
    private static final List<Integer> TYPES = List.of(12, 3, 4);

    @Test
    void findsBordersHoweverTheStreamIsSplit() {
        for (int first = 1; first < STREAM.length; first++) {
            for (int second = first; second < STREAM.length; second += 7) {
                assertThat(scan(first, second)).as("split at %s and %s", first, second).isEqualTo(TYPES);
            }
        }
    }

    @Test
    void findsBordersByteByByte() {
        PacketScanner scanner = new PacketScanner();
        List<Integer> types = new ArrayList<>();
        for (byte one : STREAM) {
            scanInto(types, scanner, new byte[] { one });
        }
        assertThat(types).isEqualTo(TYPES);
    }

    private static List<Integer> scan(int first, int second) {
        PacketScanner scanner = new PacketScanner();
        List<Integer> types = new ArrayList<>();
        ByteBuf all = Unpooled.wrappedBuffer(STREAM);
        for (ByteBuf part : List.of(all.readSlice(first), all.readSlice(second - first), all)) {
            byte[] bytes = new byte[part.readableBytes()];
            part.readBytes(bytes);
            scanInto(types, scanner, bytes);
        }
        return types;
    }

    private static void scanInto(List<Integer> types, PacketScanner scanner, byte[] part) {
        ByteBuf bytes = Unpooled.wrappedBuffer(part);
        while (bytes.isReadable()) {
            bytes.skipBytes(scanner.next(bytes));
            if (scanner.atStart()) {
                types.add(scanner.type());
            }
        }
    }

    private static byte[] stream() {
        ByteBuf all = Unpooled.buffer();
        all.writeByte(0xC0).writeByte(0);
        all.writeByte(0x32).writeByte(0xC8).writeByte(1).writeZero(200);
        all.writeByte(0x40).writeByte(2).writeShort(1);
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }
}
