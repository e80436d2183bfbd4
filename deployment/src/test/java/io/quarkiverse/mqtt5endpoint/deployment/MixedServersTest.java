package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** The server of Dev Services is for channels that have none: the others go where they would go without it. */
class MixedServersTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Sensors.class))
            .withConfiguration("""
                    mp.messaging.outgoing.elsewhere.host=127.0.0.2
                    mp.messaging.outgoing.elsewhere.reconnect-interval-seconds=60
                    """);

    @ApplicationScoped
    static class Sensors {

        @Channel("here")
        Emitter<String> here;

        @Channel("elsewhere")
        Emitter<String> elsewhere;
    }

    @Inject
    Sensors sensors;

    @Inject
    HealthCenter health;

    @Test
    void channelWithAHostOfItsOwnKeepsTheDefaultPort() {
        await().until(() -> readiness("here").isOk());
        await().until(() -> readiness("elsewhere").getMessage().contains("no connection"));
        assertThat(readiness("elsewhere").getMessage()).contains("127.0.0.2:1883");
    }

    private ChannelInfo readiness(String channel) {
        return health.getReadiness().getChannels().stream().filter(info -> info.getChannel().equals(channel)).findFirst()
                .orElseThrow();
    }
}
