package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Uni;

/** One original, one letter, however often a connection is lost. */
class LettersUnderWayTest {

    private static final OriginalId ORIGINAL = new OriginalId("a");

    private final LettersUnderWay letters = new LettersUnderWay();
    private final List<CompletableFuture<Void>> published = new ArrayList<>();

    @Test
    void copyOfAReturnedOriginalSharesTheLetterUnderWay() {
        Copy original = new Copy();
        CompletableFuture<Void> first = letter(ORIGINAL, original);
        original.returned = true;
        CompletableFuture<Void> second = letter(ORIGINAL, new Copy());
        assertThat(published).hasSize(1);
        published.get(0).complete(null);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void copyOfAnOriginalThatIsReturnedAfterItsLetterArrivedGetsNoOther() {
        Copy original = new Copy();
        letter(ORIGINAL, original);
        published.get(0).complete(null);
        original.returned = true;
        Copy copy = new Copy();
        assertThat(letter(ORIGINAL, copy)).isCompleted();
        copy.returned = true;
        assertThat(letter(ORIGINAL, new Copy())).isCompleted();
        assertThat(published).hasSize(1);
    }

    @Test
    void equalMessageThatIsNotACopyGetsItsOwnLetter() {
        letter(ORIGINAL, new Copy());
        letter(ORIGINAL, new Copy());
        assertThat(published).hasSize(2);
    }

    @Test
    void twoEqualOriginalsThatComeAgainShareTwoLetters() {
        Copy one = new Copy();
        Copy other = new Copy();
        letter(ORIGINAL, one);
        letter(ORIGINAL, other);
        one.returned = true;
        other.returned = true;
        CompletableFuture<Void> first = letter(ORIGINAL, new Copy());
        CompletableFuture<Void> second = letter(ORIGINAL, new Copy());
        assertThat(published).hasSize(2);
        published.get(1).complete(null);
        assertThat(List.of(first.isDone(), second.isDone())).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void copyOfAnOriginalWhoseLetterFailedGetsANewOne() {
        Copy original = new Copy();
        CompletableFuture<Void> first = letter(ORIGINAL, original);
        original.returned = true;
        published.get(0).completeExceptionally(new IllegalStateException("refused"));
        assertThat(first).isCompletedExceptionally();
        letter(ORIGINAL, new Copy());
        assertThat(published).hasSize(2);
    }

    @Test
    void lettersThatArrivedAreForgottenInTheEnd() {
        Copy first = new Copy();
        letter(ORIGINAL, first);
        published.get(0).complete(null);
        for (int i = 0; i < 1024; i++) {
            letter(new OriginalId("other " + i), new Copy());
            published.get(i + 1).complete(null);
        }
        first.returned = true;
        letter(ORIGINAL, new Copy());
        assertThat(published).hasSize(1026);
    }

    private CompletableFuture<Void> letter(OriginalId original, Copy copy) {
        return letters.of(original, 1, copy, () -> Uni.createFrom().completionStage(() -> {
            published.add(new CompletableFuture<>());
            return published.get(published.size() - 1);
        })).subscribeAsCompletionStage();
    }

    /** A received copy of a message, of which only the return to the server matters here. */
    private static final class Copy implements Settlement {

        private boolean returned;

        @Override
        public boolean isReturned() {
            return returned;
        }

        @Override
        public Uni<Void> acknowledge() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> reject(int reasonCode, String reasonString) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> publish(OutgoingMqtt5Metadata metadata, byte[] payload) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Void> fail(Throwable cause) {
            throw new UnsupportedOperationException();
        }
    }
}
