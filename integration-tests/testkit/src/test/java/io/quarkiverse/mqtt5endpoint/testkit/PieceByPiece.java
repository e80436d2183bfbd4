package io.quarkiverse.mqtt5endpoint.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends packets whose bytes reach the server in two pieces, as far as a network allows to say so. */
final class PieceByPiece {

    // CONNECT of MQTT 5 with a clean start, keep-alive 60 and an empty client id
    private static final byte[] CONNECT = { 0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 0 };
    private static final int CONNACK = 0x20;
    private static final int PUBACK = 0x40;

    private PieceByPiece() {
    }

    /** A PUBLISH of QoS 1 with the packet identifier 1. */
    static byte[] publish(String topic, String payload) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        byte[] text = payload.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x32);
        packet.write(2 + name.length + 3 + text.length);
        packet.write(0);
        packet.write(name.length);
        packet.writeBytes(name);
        packet.writeBytes(new byte[] { 0, 1, 0 });
        packet.writeBytes(text);
        return packet.toByteArray();
    }

    /** Connects, sends the packet in two writes, and returns after its PUBACK. */
    static void send(MqttServer server, byte[] publish, int cut) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(CONNECT);
            answer(socket, CONNACK);
            out.write(publish, 0, cut);
            out.write(publish, cut, publish.length - cut);
            answer(socket, PUBACK);
        }
    }

    private static void answer(Socket socket, int type) throws IOException {
        int first = socket.getInputStream().read();
        if (first != type) {
            throw new IOException("Expected an answer of type " + type + ", but got " + first);
        }
        socket.getInputStream().readNBytes(socket.getInputStream().read());
    }
}
