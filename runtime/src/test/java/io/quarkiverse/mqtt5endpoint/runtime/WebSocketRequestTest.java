package io.quarkiverse.mqtt5endpoint.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a WebSocket server is asked for. */
class WebSocketRequestTest {

    @ParameterizedTest
    @CsvSource({ "'',/mqtt", "/,/", "/a/b,/a/b", "/mqtt?token=a/b=,/mqtt?token=a/b=", "/a%20b?c=%22,/a%20b?c=%22" })
    void requestHasThePathAndTheQuery(String configured, String requested) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestEndpoint app = TestEndpoint.at("127.0.0.1", server.getLocalPort())) {
            app.outgoing("out", "transport=websocket", "websocket-path=" + configured);
            try (Socket client = server.accept()) {
                List<String> request = lines(client);
                assertThat(request.get(0)).isEqualTo("GET " + requested + " HTTP/1.1");
                assertThat(request).anySatisfy(line -> assertThat(line).isEqualToIgnoringCase("sec-websocket-protocol: mqtt"));
            }
        }
    }

    private static List<String> lines(Socket client) throws Exception {
        BufferedReader reader = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
            lines.add(line);
        }
        return lines;
    }
}
