package io.quarkiverse.mqtt5endpoint.security;

import static io.netty.handler.codec.mqtt.MqttMessageType.CONNECT;
import static io.netty.handler.codec.mqtt.MqttMessageType.PUBACK;
import static io.netty.handler.codec.mqtt.MqttMessageType.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.quarkiverse.mqtt5endpoint.testkit.ConnectAnswers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;

/** A running application that asks for its credentials before each connect. */
@QuarkusTest
@TestProfile(SecurityProfile.class)
@QuarkusTestResource(Servers.class)
class CredentialsProviderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String MARK = "k3ep-this";
    private static final String TOKEN = "stock:" + MARK + "-token-";

    Servers servers;

    @Inject
    Lines lines;

    @Inject
    TokenService tokens;

    @Inject
    @Named("blocking")
    DifficultProviders.Blocking blocking;

    @Inject
    @Named("broken")
    DifficultProviders.Broken broken;

    @Inject
    @Named("silent")
    DifficultProviders.Silent silent;

    @BeforeEach
    void forget() {
        servers.asking.clearReceived();
    }

    private static CompletableFuture<Throwable> listen(Multi<String> line) {
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        line.subscribe().with(message -> {
        }, failed::complete);
        return failed;
    }

    private static Throwable await(CompletableFuture<Throwable> failed) {
        return org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> failed.getNow(null), cause -> cause != null);
    }

    private List<String> awaitPasswords(int connects) {
        return servers.asking.awaitReceived(CONNECT, connects, PATIENCE).stream()
                .map(packet -> (MqttConnectMessage) packet.message())
                .map(connect -> connect.payload().userName() + ":" + new String(connect.payload().passwordInBytes())).toList();
    }

    private void acknowledgeOne(String clientId) {
        servers.asking.connection(clientId).publish(clientId, "progress", 1);
        servers.asking.awaitReceived(PUBACK, 1, PATIENCE);
    }

    @Test
    void isAskedBeforeEachConnectAndThenTheReconnectPolicyApplies() {
        CompletableFuture<Throwable> failed = listen(lines.orders);
        assertThat(awaitPasswords(1)).containsExactly(TOKEN + "1");
        servers.asking.awaitReceived(SUBSCRIBE, 1, PATIENCE);
        servers.asking.onNextConnects(1, ConnectAnswers.refuse(0x86)).connection("orders").close();
        assertThat(awaitPasswords(3)).containsExactly(TOKEN + "1", TOKEN + "2", TOKEN + "3");
        servers.asking.awaitReceived(SUBSCRIBE, 2, PATIENCE);
        acknowledgeOne("orders"); // progress: the attempts are counted from here
        servers.asking.onConnect(ConnectAnswers.refuse(0x87)).connection("orders").close();
        assertThat(await(failed)).hasMessageContaining("MQTT5E00010: Channel `orders`")
                .hasMessageContaining("NOT_AUTHORIZED (0x87)").hasMessageNotContaining(MARK);
        servers.asking.onConnect(ConnectAnswers.accept());
        assertThat(awaitPasswords(5)).hasSize(5).endsWith(TOKEN + "4", TOKEN + "5");
        assertThat(tokens.asked()).isEqualTo(5);
        assertThat(tokens.wasAskedOnAnEventLoop()).isFalse();
        assertThat(servers.logged()).contains("DEBUG", "Channel `orders`").doesNotContain(MARK);
    }

    @Test
    void isNeverAskedOnAnEventLoopEvenWhereItBlocks() {
        listen(lines.blocked);
        assertThat(blocking.wasAskedOnAnEventLoop()).isFalse();
        assertThat(servers.asking.received(CONNECT)).isEmpty();
        blocking.give("late");
        assertThat(((MqttConnectMessage) servers.asking.awaitReceived(CONNECT, 1, PATIENCE).get(0).message()).payload()
                .userName()).isEqualTo("late");
        servers.asking.awaitReceived(SUBSCRIBE, 1, PATIENCE);
    }

    @Test
    void failuresOfTheProviderUseTheAttempts() {
        assertThat(await(listen(lines.broken))).hasMessageContaining("MQTT5E00010: Channel `broken`")
                .hasMessageEndingWith("the credentials provider `broken` gave none: the vault is sealed");
        assertThat(broken.asked()).isEqualTo(2);
        assertThat(servers.asking.received(CONNECT)).isEmpty();
    }

    @Test
    void providerThatNeverAnswersUsesTheAttemptsToo() {
        assertThat(await(listen(lines.silent))).hasMessageContaining("MQTT5E00010: Channel `silent`")
                .hasMessageEndingWith("the credentials provider `silent` gave none: no answer within 1 s");
        assertThat(silent.asked()).isEqualTo(2);
        assertThat(servers.asking.received(CONNECT)).isEmpty();
    }
}
