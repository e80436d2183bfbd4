package io.quarkiverse.mqtt5endpoint.interoperability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.mqtt5endpoint.runtime.TestEndpoint;
import io.quarkiverse.mqtt5endpoint.testkit.CertificateAuthority;
import io.quarkiverse.mqtt5endpoint.testkit.Identity;
import io.quarkiverse.mqtt5endpoint.testkit.KeyKind;
import io.quarkiverse.mqtt5endpoint.testkit.MqttServer;
import io.quarkiverse.mqtt5endpoint.testkit.ServerTls;

/** Each way to connect, on servers that each demand exactly one of them. The subclasses say which make of server. */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class FourChoices {

    /** What a server demands, and what an application is configured for. */
    enum Choice {
        NONE("none", false, false),
        AUTHENTICATION("authentication", false, true),
        TLS("tls", true, false),
        TLS_AUTHENTICATION("tls-authentication", true, true);

        private final String region;
        final boolean tls;
        final boolean authentication;

        Choice(String region, boolean tls, boolean authentication) {
            this.region = region;
            this.tls = tls;
            this.authentication = authentication;
        }

        /** No server refuses credentials that it doesn't ask for. */
        boolean isServedBy(Choice demanded) {
            return tls == demanded.tls && (authentication || !demanded.authentication);
        }
    }

    private static final CertificateAuthority ROOT = CertificateAuthority.named("Root");
    private static final Identity NOBODY = ROOT.client("nobody", KeyKind.EC);

    private final ServerTls tls = ServerTls.of(ROOT.server("127.0.0.1"));
    private final Map<Choice, MqttServer> servers = new EnumMap<>(Choice.class);

    @TempDir
    Path directory;

    /**
     * @param tls {@code null} for a server without it
     */
    abstract MqttServer start(ServerTls tls, boolean authentication, Path directory);

    private synchronized MqttServer server(Choice demanded) {
        return servers.computeIfAbsent(demanded,
                choice -> start(choice.tls ? tls : null, choice.authentication, directory.resolve(choice.name())));
    }

    @AfterAll
    void end() {
        servers.values().forEach(MqttServer::close);
    }

    private TestEndpoint app(Choice chosen, Choice demanded) {
        return new SecurityExamples(directory).configure(TestEndpoint.at(server(demanded)), ROOT, NOBODY, chosen.region);
    }

    @ParameterizedTest
    @EnumSource
    void connectsToAServerThatDemandsExactlyThat(Choice choice) {
        try (TestEndpoint app = app(choice, choice)) {
            SecureRoundTrip.assertWorks(app);
        }
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(Choice.values()).flatMap(chosen -> Stream.of(Choice.values())
                .filter(demanded -> !chosen.isServedBy(demanded)).map(demanded -> Arguments.of(chosen, demanded)));
    }

    @ParameterizedTest(name = "{0} where {1} is demanded")
    @MethodSource("mismatches")
    void isRefusedByAServerThatDemandsAnother(Choice chosen, Choice demanded) {
        try (TestEndpoint app = app(chosen, demanded)) {
            if (chosen.tls == demanded.tls) {
                assertThat(SecureRoundTrip.failure(app)).containsAnyOf("(0x86)", "(0x87)");
            } else {
                // Some servers wait for more of what they don't understand.
                SecureRoundTrip.failure(app, "connect-timeout-seconds=1");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "AUTHENTICATION", "TLS_AUTHENTICATION" })
    void isRefusedWithAnotherPassword(Choice choice) {
        try (TestEndpoint app = app(choice, choice).property("MQTT_PASSWORD", "guessed-wrong")) {
            assertThat(SecureRoundTrip.failure(app)).contains("0x8").doesNotContain("guessed-wrong");
        }
    }
}
