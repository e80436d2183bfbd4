package io.quarkiverse.mqtt5endpoint.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.mqtt5endpoint.testkit.ArtemisServer;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.FaultProxy;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ScriptedServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;
import io.quarkiverse.mqtt5endpoint.testkit.TlsFront;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * One server that demands certificates, one that asks nobody but shows a certificate that nobody trusts, one that never
 * answers, and one that takes credentials.
 */
public final class Servers implements QuarkusTestResourceLifecycleManager {

    private static final String CONNECTOR = "mp.messaging.connector.smallrye-mqtt5-endpoint.";
    private static final String INCOMING = "mp.messaging.incoming.";

    private final Path secrets = directory();
    private final CertificateAuthority authority = CertificateAuthority.named("Authority");
    private ArtemisServer artemis;
    private FaultProxy network;
    private TlsFront askingFront;
    private ServerSocket mute;

    TlsFront front;
    TlsFront open;
    TlsFront stranger;
    ScriptedServer asking;

    @Override
    public Map<String, String> start() {
        Identity server = authority.server("mqtt.example");
        artemis = ArtemisServer.started();
        network = FaultProxy.before(artemis);
        front = TlsFront.before(new Network(network), ServerTls.of(server).clientsOf(authority));
        open = TlsFront.before(artemis, ServerTls.of(server));
        stranger = TlsFront.before(artemis, ServerTls.of(CertificateAuthority.named("Stranger").server("mqtt.example")));
        asking = ScriptedServer.started();
        askingFront = TlsFront.before(asking, ServerTls.of(server).clientsOf(authority));
        mute = mute();
        write(authority.client("first", KeyKind.EC), authority);
        return configuration();
    }

    private Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>();
        String ca = secrets.resolve("ca.pem").toString();
        List.of("mqtt", "any-host", "old-protocol", "one-cipher-suite", "impatient")
                .forEach(name -> configuration.put("quarkus.tls." + name + ".trust-store.pem.certs", ca));
        configuration.put("quarkus.tls.mqtt.key-store.pem.0.cert", secrets.resolve("client.pem").toString());
        configuration.put("quarkus.tls.mqtt.key-store.pem.0.key", secrets.resolve("client.key").toString());
        configuration.put("quarkus.tls.mqtt.reload-period", "1s");
        configuration.put("quarkus.log.file.enabled", "true");
        configuration.put("quarkus.log.file.path", log().toString());
        configuration.put("quarkus.log.category.\"io.quarkiverse.mqtt5endpoint\".level", "TRACE");
        configuration.put(CONNECTOR + "port", String.valueOf(front.port()));
        configuration.put(CONNECTOR + "reconnect-max-interval-seconds", "1");
        List.of("any-host", "old-protocol", "one-cipher-suite")
                .forEach(channel -> configuration.put(INCOMING + channel + ".port", String.valueOf(open.port())));
        configuration.put(INCOMING + "trust-all.port", String.valueOf(stranger.port()));
        configuration.put(INCOMING + "impatient.port", String.valueOf(mute.getLocalPort()));
        List.of("orders", "blocked", "broken", "silent")
                .forEach(channel -> configuration.put(INCOMING + channel + ".port", String.valueOf(askingFront.port())));
        return configuration;
    }

    private Path log() {
        return secrets.resolve("application.log");
    }

    /** All that the application has logged so far. */
    String logged() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New certificates for both sides, from a new authority. The old one stays trusted for a while. */
    void rotate() {
        CertificateAuthority next = CertificateAuthority.named("Next authority");
        front.use(ServerTls.of(next.server("mqtt.example")).clientsOf(next));
        askingFront.use(ServerTls.of(authority.server("mqtt.example")).clientsOf(authority, next));
        write(next.client("second", KeyKind.EC), authority, next);
        network.cut();
    }

    private void write(Identity client, CertificateAuthority... trusted) {
        write("ca.pem", CertificateAuthority.pem(trusted));
        write("client.pem", client.chainPem());
        write("client.key", client.keyPem());
    }

    private void write(String name, String content) {
        try {
            Files.writeString(secrets.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory(Path.of("target"), "secrets").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket mute() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(Servers.class));
    }

    @Override
    public void stop() {
        try {
            mute.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List.of(front, open, stranger, askingFront).forEach(TlsFront::close);
        asking.close();
        network.close();
        artemis.close();
    }

    /** A network as if it was the server that is behind it. */
    private record Network(FaultProxy proxy) implements MqttServer {

        @Override
        public String host() {
            return proxy.host();
        }

        @Override
        public int port() {
            return proxy.port();
        }

        @Override
        public String name() {
            return "network";
        }

        @Override
        public void start() {
            // It is there.
        }

        @Override
        public void stop() {
            // Whoever made it does.
        }

        @Override
        public void close() {
            // Whoever made it does.
        }
    }
}
