package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.mqtt5endpoint.Mqtt5WebSocketHandshake;
import io.quarkiverse.mqtt5endpoint.documented.SignedUrl;
import io.quarkiverse.mqtt5endpoint.documented.Signer;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;

/** Beans of the application open its WebSockets: one for a channel, and one for the others, the documented example. */
class WebSocketHandshakeTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(SignedUrl.class, Signer.class, Signatures.class, Own.class,
                    Words.class))
            .withConfiguration("""
                    mp.messaging.connector.smallrye-mqtt5-endpoint.transport=websocket
                    mp.messaging.incoming.words-in.topic=words
                    mp.messaging.outgoing.words-out.topic=words
                    """);

    @Singleton
    static class Signatures implements Signer {

        private final List<String> signed = new CopyOnWriteArrayList<>();

        @Override
        public Uni<String> sign(String path) {
            signed.add(path);
            return Uni.createFrom().item("a%2Bb");
        }
    }

    @Singleton
    @Identifier("words-out")
    static class Own implements Mqtt5WebSocketHandshake {

        private final List<String> channels = new CopyOnWriteArrayList<>();

        @Override
        public Uni<Request> request(String channel) {
            channels.add(channel);
            return Uni.createFrom().item(Request.of("/own"));
        }
    }

    @Singleton
    static class Words {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Incoming("words-in")
        void see(String word) {
            seen.add(word);
        }
    }

    @Inject
    Signatures signatures;

    @Inject
    @Identifier("words-out")
    Own own;

    @Inject
    Words words;

    @Inject
    HealthCenter health;

    @Channel("words-out")
    Emitter<String> sender;

    @Test
    void eachChannelHasItsBean() {
        await().atMost(LONG).until(() -> health.getReadiness().isOk());
        sender.send("hello");
        await().atMost(LONG).until(() -> words.seen.contains("hello"));
        assertThat(signatures.signed).containsOnly("/mqtt").isNotEmpty();
        assertThat(own.channels).containsOnly("words-out").isNotEmpty();
    }
}
