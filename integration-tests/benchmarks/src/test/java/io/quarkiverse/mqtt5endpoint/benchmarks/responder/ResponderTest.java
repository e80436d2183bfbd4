package io.quarkiverse.mqtt5endpoint.benchmarks.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.benchmarks.work.Work;

/** Against a client that writes its bytes by hand. */
class ResponderTest {

    private static final String CONNECT = "101000044d5154540502001e000003616263";
    private static final int PUBLISH_SIZE = 268;
    private static final String SUBSCRIBE = "820a00010000" + "04696e2f30" + "01";

    @Test
    void clientThatAcknowledgesInOrderIsRight() throws Exception {
        try (Responder responder = Responder.started(Work.of("consume-1")); Socket client = subscribed(responder)) {
            CompletableFuture<Void> round = responder.deliver(2);
            read(client, 2 * PUBLISH_SIZE);

            write(client, "40020001" + "40020002");

            round.get(20, TimeUnit.SECONDS);
            assertThat(responder.traffic().packets()).isEqualTo(4);
        }
    }

    @Test
    void clientThatAcknowledgesInAnotherOrderIsWrong() throws Exception {
        try (Responder responder = Responder.started(Work.of("consume-1")); Socket client = subscribed(responder)) {
            CompletableFuture<Void> round = responder.deliver(2);
            read(client, 2 * PUBLISH_SIZE);

            write(client, "40020002" + "40020001");

            assertThatThrownBy(() -> round.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(WrongClientException.class);
        }
    }

    private static Socket subscribed(Responder responder) throws IOException, InterruptedException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), responder.port());
        write(client, CONNECT);
        assertThat(read(client, 5)).isEqualTo("2003000000");
        write(client, SUBSCRIBE);
        assertThat(read(client, 6)).isEqualTo("900400010001");
        responder.awaitSubscriptions(20);
        return client;
    }

    private static void write(Socket client, String hex) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(HexFormat.of().parseHex(hex));
        out.flush();
    }

    private static String read(Socket client, int bytes) throws IOException {
        return HexFormat.of().formatHex(new DataInputStream(client.getInputStream()).readNBytes(bytes));
    }
}
