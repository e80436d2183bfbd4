package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReport.ChannelInfo;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** What a health check is told of channels that work, wait, are lost, gave up, or don't take part. */
class HealthTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Application.class))
            .withConfiguration("""
                    mp.messaging.incoming.hidden.health-enabled=false
                    mp.messaging.incoming.lost.host=127.0.0.1
                    mp.messaging.incoming.lost.port=1
                    mp.messaging.incoming.lost.reconnect-attempts=-1
                    mp.messaging.incoming.lost.reconnect-interval-seconds=60
                    mp.messaging.incoming.dead.host=127.0.0.1
                    mp.messaging.incoming.dead.port=1
                    mp.messaging.incoming.dead.reconnect-attempts=0
                    mp.messaging.outgoing.mute.host=127.0.0.1
                    mp.messaging.outgoing.mute.port=1
                    mp.messaging.outgoing.mute.reconnect-attempts=0
                    """);

    @ApplicationScoped
    static class Application {

        @Channel("silent")
        Multi<String> silent;

        @Channel("sensor")
        Emitter<String> sensor;

        @Channel("mute")
        Emitter<String> mute;

        @Incoming("readings")
        void read(String reading) {
        }

        @Incoming("hidden")
        void hidden(String reading) {
        }

        @Incoming("lost")
        void lost(String reading) {
        }

        @Incoming("dead")
        void dead(String reading) {
        }
    }

    @Inject
    Application application;

    @Inject
    HealthCenter health;

    @Test
    void channelsThatWorkAreUp() {
        for (String channel : new String[] { "readings", "sensor" }) {
            await().until(() -> readiness(channel).isOk());
            assertThat(startup(channel).isOk()).isTrue();
            assertThat(liveness(channel).isOk()).isTrue();
            assertThat(readiness(channel).getMessage()).isNull();
        }
    }

    @Test
    void streamThatNobodySubscribedIsUpAndSaysSo() {
        assertThat(startup("silent").isOk()).isTrue();
        assertThat(readiness("silent").isOk()).isTrue();
        assertThat(liveness("silent").isOk()).isTrue();
        assertThat(readiness("silent").getMessage()).isEqualTo("not subscribed");
    }

    @Test
    void channelThatIsNotAskedSaysNothing() {
        for (HealthReport report : new HealthReport[] { health.getStartup(), health.getReadiness(), health.getLiveness() }) {
            assertThat(report.getChannels()).extracting(ChannelInfo::getChannel).doesNotContain("hidden").contains("readings");
        }
    }

    @Test
    void channelWithoutAServerIsNeitherStartedNorReadyButAlive() {
        await().until(() -> readiness("lost").getMessage().contains("no connection"));
        assertThat(startup("lost").isOk()).isFalse();
        assertThat(readiness("lost").isOk()).isFalse();
        assertThat(readiness("lost").getMessage()).startsWith("no connection to 127.0.0.1:1: ");
        assertThat(liveness("lost").isOk()).isTrue();
    }

    @Test
    void channelThatGaveUpIsStartedAndNeitherReadyNorAlive() {
        for (String channel : new String[] { "dead", "mute" }) {
            await().until(() -> !liveness(channel).isOk());
            assertThat(startup(channel).isOk()).isTrue();
            assertThat(readiness(channel).isOk()).isFalse();
            assertThat(liveness(channel).getMessage()).contains("Channel `" + channel + "`: gave up on 127.0.0.1:1");
        }
    }

    private ChannelInfo startup(String channel) {
        return find(HealthCenter::getStartup, channel);
    }

    private ChannelInfo readiness(String channel) {
        return find(HealthCenter::getReadiness, channel);
    }

    private ChannelInfo liveness(String channel) {
        return find(HealthCenter::getLiveness, channel);
    }

    private ChannelInfo find(Function<HealthCenter, HealthReport> question, String channel) {
        return question.apply(health).getChannels().stream().filter(info -> info.getChannel().equals(channel)).findFirst()
                .orElseThrow();
    }
}
