package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.OutgoingMqtt5Metadata;
import io.smallrye.mutiny.Uni;

/** One original, one letter, however often a connection is lost. */
class LettersUnderWayTest {

    private static final OriginalId ORIGINAL = new OriginalId("a");

    private final LettersUnderWay letters = new LettersUnderWay();
    private final List<CompletableFuture<Void>> published = new ArrayList<>();
    private final List<Settlement> through = new ArrayList<>();

    @Test
    void copyOfAReturnedOriginalSharesTheLetterUnderWay() {
        Copy original = new Copy();
        CompletableFuture<Void> first = letter(ORIGINAL, original);
        original.giveBack();
        CompletableFuture<Void> second = letter(ORIGINAL, new Copy());
        assertThat(published).hasSize(1);
        published.get(0).complete(null);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void originalThatComesAgainManyTimesHasOneLetter() {
        List<Copy> copies = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            copies.add(new Copy());
            letter(new OriginalId("number " + i), copies.get(i));
        }
        for (int reconnects = 0; reconnects < 15; reconnects++) {
            copies.forEach(Copy::giveBack);
            for (int i = 0; i < 50; i++) {
                copies.set(i, new Copy());
                letter(new OriginalId("number " + i), copies.get(i));
            }
        }
        assertThat(published).hasSize(50);
        published.forEach(letter -> letter.complete(null));
        copies.forEach(Copy::acknowledged);
        assertThat(letters.size()).isZero();
    }

    @Test
    void copyOfAnOriginalThatIsReturnedAfterItsLetterArrivedGetsNoOther() {
        Copy original = new Copy();
        letter(ORIGINAL, original);
        published.get(0).complete(null);
        original.giveBack();
        Copy copy = new Copy();
        assertThat(letter(ORIGINAL, copy)).isCompleted();
        copy.giveBack();
        assertThat(letter(ORIGINAL, new Copy())).isCompleted();
        assertThat(published).hasSize(1);
    }

    @Test
    void originalWhoseAcknowledgementWasLostGetsNoOther() {
        Copy original = new Copy();
        letter(ORIGINAL, original);
        published.get(0).complete(null);
        original.acknowledged();
        for (int i = 0; i < 3; i++) {
            Copy copy = new Copy().redelivered();
            assertThat(letter(ORIGINAL, copy)).isCompleted();
            copy.acknowledged();
        }
        assertThat(published).hasSize(1);
    }

    @Test
    void equalMessageThatComesLaterGetsItsOwnLetter() {
        Copy original = new Copy();
        letter(ORIGINAL, original);
        published.get(0).complete(null);
        original.acknowledged();
        assertThat(letter(ORIGINAL, new Copy())).isNotDone();
        assertThat(published).hasSize(2);
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
        one.giveBack();
        other.giveBack();
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
        original.giveBack();
        published.get(0).completeExceptionally(new IllegalStateException("refused"));
        assertThat(first).isCompletedExceptionally();
        letter(ORIGINAL, new Copy());
        assertThat(published).hasSize(2);
    }

    @Test
    void letterWhoseRetriesEndedAsItsOriginalWentBackGoesOnWithTheCopy() {
        Copy original = new Copy();
        letter(ORIGINAL, original);
        original.giveBack();
        Copy copy = new Copy();
        CompletableFuture<Void> second = letter(ORIGINAL, copy);
        published.get(0).completeExceptionally(new Mqtt5PublishException("full", "t", 0x97, null));
        assertThat(second).isNotDone();
        assertThat(through).containsExactly(original, copy);
        published.get(1).complete(null);
        assertThat(second).isCompleted();
    }

    @Test
    void letterWhoseFateIsUnknownIsNotSentAgainForTheCopy() {
        Copy original = new Copy();
        letter(ORIGINAL, original);
        original.giveBack();
        CompletableFuture<Void> second = letter(ORIGINAL, new Copy());
        published.get(0).completeExceptionally(new Mqtt5PublishException("suspected", "t", 0x80, null));
        assertThat(second).isCompletedExceptionally();
        assertThat(published).hasSize(1);
    }

    @Test
    void lettersBeyondTheBoundWaitAndAreForgottenWithTheirOriginal() {
        for (int i = 0; i < LettersUnderWay.MOST; i++) {
            letter(new OriginalId("other " + i), new Copy());
        }
        Copy original = new Copy();
        CompletableFuture<Void> withdrawn = letter(ORIGINAL, original);
        CompletableFuture<Void> last = letter(new OriginalId("last"), new Copy());
        assertThat(published).hasSize(LettersUnderWay.MOST);
        original.giveBack();
        published.get(0).complete(null);
        assertThat(withdrawn).isCompletedExceptionally();
        assertThat(published).hasSize(LettersUnderWay.MOST + 1);
        published.get(LettersUnderWay.MOST).complete(null);
        assertThat(last).isCompleted();
    }

    @Test
    void letterThatWaitsIsSentOnceForTheCopyThatCameAgain() {
        for (int i = 0; i < LettersUnderWay.MOST; i++) {
            letter(new OriginalId("other " + i), new Copy());
        }
        Copy original = new Copy();
        letter(ORIGINAL, original);
        original.giveBack();
        Copy copy = new Copy();
        letter(ORIGINAL, copy);
        published.get(0).complete(null);
        published.get(1).complete(null);
        assertThat(through.subList(LettersUnderWay.MOST, through.size())).containsExactly(copy);
    }

    private CompletableFuture<Void> letter(OriginalId original, Copy copy) {
        return letters.of(original, copy, settlement -> Uni.createFrom().completionStage(() -> {
            through.add(settlement);
            published.add(new CompletableFuture<>());
            return published.get(published.size() - 1);
        })).subscribeAsCompletionStage();
    }

    /** A received copy of a message, of which only the way back to the server matters here. */
    private static final class Copy implements Settlement {

        private final CompletableFuture<Boolean> finished = new CompletableFuture<>();
        private boolean redelivered;

        private Copy redelivered() {
            redelivered = true;
            return this;
        }

        private void giveBack() {
            finished.complete(false);
        }

        private void acknowledged() {
            finished.complete(true);
        }

        @Override
        public boolean isReturned() {
            return finished.isDone() && !finished.join();
        }

        @Override
        public boolean isRedelivery() {
            return redelivered;
        }

        @Override
        public Uni<Boolean> finished() {
            return Uni.createFrom().completionStage(finished);
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
