package io.quarkiverse.mqtt5endpoint.cookbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.OnOverflow.Strategy;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OverflowsTest extends Recipe {

    @Inject
    Overflows overflows;

    @Test
    void bufferTakesAsMuchAsItWasMadeForAndThrowsAtTheNext() {
        Emitter<String> emitter = overflows.of(Strategy.BUFFER);
        CompletableFuture<Void> inFlight = full("buffering", emitter);
        CompletableFuture<Void> second = emitter.send("second").toCompletableFuture();
        CompletableFuture<Void> third = emitter.send("third").toCompletableFuture();
        assertThatThrownBy(() -> emitter.send("fourth")).isInstanceOf(IllegalStateException.class);
        wires.of("buffering").release();
        completes(CompletableFuture.allOf(inFlight, second, third));
        assertThat(wires.of("buffering").published()).containsExactly("first", "second", "third");
    }

    @Test
    void unboundedBufferTakesEverything() {
        Emitter<String> emitter = overflows.of(Strategy.UNBOUNDED_BUFFER);
        full("hoarding", emitter);
        List<CompletableFuture<Void>> sent = IntStream.range(0, 500)
                .mapToObj(i -> emitter.send("number " + i).toCompletableFuture()).toList();
        wires.of("hoarding").release();
        sent.forEach(Recipe::completes);
    }

    @Test
    void withoutABufferSendingThrows() {
        Emitter<String> emitter = overflows.of(Strategy.THROW_EXCEPTION);
        CompletableFuture<Void> inFlight = full("throwing", emitter);
        assertThatThrownBy(() -> emitter.send("second")).isInstanceOf(IllegalStateException.class);
        wires.of("throwing").release();
        completes(inFlight);
        await().until(emitter::hasRequests);
        completes(emitter.send("third").toCompletableFuture());
        assertThat(wires.of("throwing").published()).containsExactly("first", "third");
    }

    @Test
    void dropLosesWhatDoesNotFitAndDoesNotSay() {
        Emitter<String> emitter = overflows.of(Strategy.DROP);
        CompletableFuture<Void> inFlight = full("dropping", emitter);
        CompletableFuture<Void> second = emitter.send("second").toCompletableFuture();
        wires.of("dropping").release();
        completes(inFlight);
        await().until(emitter::hasRequests);
        completes(emitter.send("third").toCompletableFuture());
        assertThat(wires.of("dropping").published()).containsExactly("first", "third");
        assertThat(second).isNotDone();
    }

    @Test
    void latestLosesAllButTheLast() {
        Emitter<String> emitter = overflows.of(Strategy.LATEST);
        CompletableFuture<Void> inFlight = full("keeping-the-latest", emitter);
        CompletableFuture<Void> second = emitter.send("second").toCompletableFuture();
        CompletableFuture<Void> third = emitter.send("third").toCompletableFuture();
        CompletableFuture<Void> last = emitter.send("fourth").toCompletableFuture();
        wires.of("keeping-the-latest").release();
        completes(inFlight);
        completes(last);
        assertThat(wires.of("keeping-the-latest").published()).containsExactly("first", "fourth");
        assertThat(second).isNotDone();
        assertThat(third).isNotDone();
    }

    @Test
    void failEndsTheChannel() {
        Emitter<String> emitter = overflows.of(Strategy.FAIL);
        CompletableFuture<Void> inFlight = full("failing", emitter);
        emitter.send("second");
        await().until(emitter::isCancelled);
        assertThatThrownBy(() -> emitter.send("third")).isInstanceOf(IllegalStateException.class);
        wires.of("failing").release();
        assertThat(inFlight).as("the channel is dead").failsWithin(Duration.ofSeconds(10)).withThrowableThat()
                .withMessageContaining("the stream of messages to publish failed");
    }

    /** One message is in flight, and no more may be. */
    private CompletableFuture<Void> full(String channel, Emitter<String> emitter) {
        await().until(emitter::hasRequests);
        wires.of(channel).holdTheServer();
        CompletableFuture<Void> inFlight = emitter.send("first").toCompletableFuture();
        wires.of(channel).awaitPublished("first");
        assertThat(inFlight).isNotDone();
        return inFlight;
    }
}
