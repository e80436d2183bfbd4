package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Who wants to know which packets get through a {@link FaultProxy}. Packets come on its event loop. */
final class Wiretap {

    private final Map<Direction, PacketLog> logs = new EnumMap<>(Direction.class);

    private volatile boolean recording;
    private volatile BiConsumer<Direction, ReceivedPacket> observer;

    Wiretap() {
        for (Direction direction : Direction.values()) {
            logs.put(direction, new PacketLog());
        }
    }

    void record() {
        recording = true;
    }

    void observe(BiConsumer<Direction, ReceivedPacket> packets) {
        observer = packets;
    }

    /** What was recorded. */
    PacketLog log(Direction direction) {
        return logs.get(direction);
    }

    boolean isOn() {
        return recording || observer != null;
    }

    void gotThrough(Direction direction, ReceivedPacket packet) {
        if (recording) {
            log(direction).add(packet);
        }
        if (observer != null) {
            observer.accept(direction, packet);
        }
    }
}
