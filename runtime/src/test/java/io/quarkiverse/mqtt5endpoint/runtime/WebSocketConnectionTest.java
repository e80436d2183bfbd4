package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake.Request;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;
import io.smallrye.mutiny.Uni;

/** How WebSockets are opened, and what is said when they are closed. */
class WebSocketConnectionTest {

    private static final int LOST = 102;
    private static final String SIGNED = "/mqtt?token=a%2Bb%2Fc%3D&try=";

    private final WebSocketServer server = new WebSocketServer();
    private final TestEndpoint app = TestEndpoint.at(server).connector("transport", "websocket");
    private final TestLog log = new TestLog();
    private final String channel = "out-" + server.port();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void end() {
        app.close();
        server.close();
        log.close();
    }

    private void connected() {
        await().until(() -> app.readiness(channel).isOk());
    }

    @Test
    void codeAndReasonOfTheCloseAreInTheLog() {
        app.outgoing(channel);
        connected();
        server.closeLast(new CloseWebSocketFrame(1008, "token\nexpired"));
        await().untilAsserted(() -> assertThat(log.lines(LOST, channel)).singleElement().asString()
                .contains("(it closed the WebSocket with code 1008: token?expired)"));
    }

    @Test
    void closeWithoutACodeIsInTheLog() {
        app.outgoing(channel);
        connected();
        server.closeLast(new CloseWebSocketFrame());
        await().untilAsserted(() -> assertThat(log.lines(LOST, channel)).singleElement().asString()
                .contains("(it closed the WebSocket with no code)"));
    }

    @Test
    void requestIsRenewedBeforeEachAttempt() {
        app.handshake(name -> Uni.createFrom().item(Request.of(SIGNED + asked.incrementAndGet())
                .withHeader("Authorization", name + asked)));
        app.outgoing(channel);
        connected();
        server.closeLast(new CloseWebSocketFrame(1000, ""));
        await().until(() -> server.requests().size() == 2);
        assertThat(server.requests()).extracting(HandshakeComplete::requestUri).containsExactly(SIGNED + 1, SIGNED + 2);
        assertThat(server.requests()).extracting(request -> request.requestHeaders().get("Authorization"))
                .containsExactly(channel + 1, channel + 2);
    }

    @Test
    void requestIsTheSameBehindTls() {
        CertificateAuthority authority = CertificateAuthority.named("Root");
        app.handshake(name -> Uni.createFrom().item(Request.of(SIGNED)));
        try (TlsFront front = TlsFront.before(server, ServerTls.of(authority.server("127.0.0.1")))) {
            app.connector("port", front.port()).connector("ssl.truststore.type", "pem")
                    .connector("ssl.truststore.certificates", CertificateAuthority.pem(authority)).outgoing(channel);
            connected();
            assertThat(server.requests()).extracting(HandshakeComplete::requestUri).containsExactly(SIGNED);
        }
    }

    @Test
    void requestThatCannotBeMadeUsesUpAnAttemptAndIsAskedForAgain() {
        app.handshake(name -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no signature yet");
            }
            return asked.get() == 2 ? Uni.createFrom().nullItem() : Uni.createFrom().item(Request.of("/mqtt"));
        });
        app.outgoing(channel);
        connected();
        assertThat(log.lines(LOST, channel)).satisfiesExactly(
                line -> assertThat(line).contains("the Mqtt5WebSocketHandshake gave no request: no signature yet"),
                line -> assertThat(line).contains("the Mqtt5WebSocketHandshake gave no request: request(String) must not"
                        + " return null"));
    }
}
