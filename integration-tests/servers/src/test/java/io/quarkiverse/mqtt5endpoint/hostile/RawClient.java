package io.quarkiverse.mqtt5endpoint.hostile;

import static io.quarkiverse.mqtt5endpoint.runtime.Raw.raw;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

import io.quarkiverse.mqtt5endpoint.runtime.Raw;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;

/** A client without a library: sends bytes as they are, and shows those that come. For one thread. */
final class RawClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;
    private final DataInputStream in;
    private boolean ended;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** A connected client with a session that ends with its connection. */
    static RawClient connect(MqttServer server, String clientId) {
        try {
            RawClient client = new RawClient(new Socket(server.host(), server.port()));
            client.socket.setTcpNoDelay(true);
            client.send(raw().text("MQTT").then(5, 2, 0, 0, 0).text(clientId).packet(0x10));
            client.await(RawPacket.CONNACK);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Subscribes at QoS 0; returns when that is granted. */
    RawClient subscribe(String... filters) {
        Raw subscribe = raw(0, 1, 0);
        for (String filter : filters) {
            subscribe.text(filter).then(0);
        }
        send(subscribe.packet(0x82));
        await(RawPacket.SUBACK);
        return this;
    }

    /** A server that closed the connection meanwhile is no failure of the caller. */
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closed) {
            ended = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet; empty if there is none within this time or the connection ended. */
    Optional<RawPacket> next(Duration patience) {
        try {
            socket.setSoTimeout((int) patience.toMillis());
            int first = in.readUnsignedByte();
            byte[] body = new byte[length()];
            in.readFully(body);
            return Optional.of(new RawPacket(first, body));
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        } catch (EOFException | SocketException closed) {
            ended = true;
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server was seen to close the connection. */
    boolean isEnded() {
        return ended;
    }

    private void await(int type) {
        int came = next(PATIENCE).map(RawPacket::type).orElse(0);
        if (came != type) {
            throw new IllegalStateException("Expected a packet of type " + type + ", but was " + came);
        }
    }

    private int length() throws IOException {
        int length = 0;
        for (int shift = 0, next = 0x80; (next & 0x80) != 0; shift += 7) {
            next = in.readUnsignedByte();
            length |= (next & 0x7F) << shift;
        }
        return length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
