package io.quarkiverse.mqtt5endpoint.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

/**
 * In tests, an application receives what it publishes while it starts. Neither a stream that nobody uses, nor a channel
 * that failed, nor one that consumes and publishes is in the way.
 */
class FirstMessagesTest {

    @RegisterExtension
    static final QuarkusUnitTest app = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClass(Application.class))
            .withConfiguration("""
                    mp.messaging.outgoing.one.topic=question/1
                    mp.messaging.outgoing.two.topic=question/2
                    mp.messaging.outgoing.three.topic=question/3
                    mp.messaging.incoming.questions.topic=question/+
                    mp.messaging.outgoing.answers-out.topic=answers
                    mp.messaging.incoming.dead.host=127.0.0.1
                    mp.messaging.incoming.dead.port=1
                    mp.messaging.incoming.dead.reconnect-attempts=0
                    """);

    @ApplicationScoped
    static class Application {

        private final List<String> received = new CopyOnWriteArrayList<>();

        @Channel("unused")
        Multi<String> unused;

        @Outgoing("one")
        Multi<String> one() {
            return Multi.createFrom().items("1", "2");
        }

        @Outgoing("two")
        Multi<String> two() {
            return Multi.createFrom().items("3");
        }

        @Outgoing("three")
        Multi<String> three() {
            return Multi.createFrom().items("4");
        }

        @Incoming("questions")
        @Outgoing("answers-out")
        String answer(String question) {
            return question;
        }

        @Incoming("answers")
        void receive(String answer) {
            received.add(answer);
        }

        @Incoming("dead")
        void dead(String message) {
            throw new AssertionError(message);
        }

        List<String> received() {
            return received;
        }
    }

    @Inject
    Application application;

    @Test
    void arriveInOrder() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(application.received()).containsExactlyInAnyOrder("1", "2", "3", "4")
                        .containsSubsequence("1", "2"));
    }
}
