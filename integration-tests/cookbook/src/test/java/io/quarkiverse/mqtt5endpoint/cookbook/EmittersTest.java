package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.testkit.ReceivedMessages;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class EmittersTest extends Recipe {

    @Inject
    Emitters emitters;

    @Test
    void stageOfAnEmitterCompletesWhenTheServerHasThePayload() {
        completesAfterTheAcknowledgement("emitted", "pizza",
                () -> emitters.send("pizza").toCompletableFuture());
    }

    @Test
    void messageOfAnEmitterIsAcknowledgedWhenTheServerHasIt() {
        ReceivedMessages tables = client.subscribe("tables/+", 1);
        wires.of("emitted-messages").holdTheServer();
        emitters.sendToTable("lasagne", "7");
        wires.of("emitted-messages").awaitPublished("lasagne");
        assertThat(emitters.outcomes()).doesNotContain("lasagne is there");
        wires.of("emitted-messages").release();
        await().until(() -> emitters.outcomes().contains("lasagne is there"));
        assertThat(tables.awaitRecord(message -> message.text().equals("lasagne")).topic()).isEqualTo("tables/7");
    }

    @Test
    void messageOfAnEmitterThatCannotBeSentIsNacked() {
        emitters.sendToTable("ravioli", "#");
        await().until(() -> emitters.outcomes().stream().anyMatch(outcome -> outcome.startsWith("ravioli is not: ")));
    }

    @Test
    void uniOfAMutinyEmitterCompletesWhenTheServerHasThePayload() {
        completesAfterTheAcknowledgement("mutiny-emitted", "gnocchi",
                () -> emitters.sendLater("gnocchi").subscribeAsCompletionStage());
    }

    @Test
    void sendAndAwaitReturnsWhenTheServerHasThePayload() {
        completesAfterTheAcknowledgement("mutiny-emitted", "risotto",
                () -> CompletableFuture.runAsync(() -> emitters.sendAndAwait("risotto")));
    }

    @Test
    void sendAndForgetReturnsAtOnce() {
        wires.of("mutiny-emitted").holdTheServer();
        emitters.sendAndForget("polenta");
        wires.of("mutiny-emitted").awaitPublished("polenta");
        wires.of("mutiny-emitted").release();
    }

    @Test
    void uniOfAMessageCompletesWhenTheServerHasIt() {
        completesAfterTheAcknowledgement("mutiny-emitted-messages", "salami",
                () -> emitters.sendMessage("salami", "8").subscribeAsCompletionStage());
    }

    @Test
    void sendMessageAndAwaitReturnsWhenTheServerHasTheMessage() {
        completesAfterTheAcknowledgement("mutiny-emitted-messages", "olives",
                () -> CompletableFuture.runAsync(() -> emitters.sendMessageAndAwait("olives", "8")));
    }

    @Test
    void sendMessageAndAwaitThrowsWhyTheMessageWasNotSent() {
        assertThatThrownBy(() -> emitters.sendMessageAndAwait("capers", "#"))
                .isInstanceOf(Mqtt5PublishException.class);
    }

    private void completesAfterTheAcknowledgement(String channel, String text,
            Supplier<CompletableFuture<Void>> send) {
        wires.of(channel).holdTheServer();
        CompletableFuture<Void> sent = send.get();
        wires.of(channel).awaitPublished(text);
        await().during(Wire.MOMENT).until(() -> !sent.isDone());
        wires.of(channel).release();
        completes(sent);
    }
}
