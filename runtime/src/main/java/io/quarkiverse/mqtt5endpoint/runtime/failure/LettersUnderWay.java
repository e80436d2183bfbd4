package io.quarkiverse.mqtt5endpoint.runtime.failure;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Supplier;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.smallrye.mutiny.Uni;

/**
 * Gives each original one letter. When a connection is lost, the original goes back to the server and comes again while
 * its letter is still under way, or has arrived and only the original's acknowledgement was lost. That copy gets the
 * first one's letter. Safe for use by several threads.
 */
final class LettersUnderWay {

    // Originals are acknowledged in order, so one whose letter has arrived can still come again. Bounded, as nothing tells
    // when it no longer can.
    private static final int REMEMBERED = 1024;
    private static final long REMEMBERED_BYTES = 4L << 20;

    private final Deque<Letter> letters = new ArrayDeque<>();

    private static final class Letter {

        private final OriginalId original;
        private final long bytes;
        private Settlement owner;
        private Uni<Void> publication;
        private boolean arrived;

        private Letter(OriginalId original, long bytes, Settlement owner) {
            this.original = original;
            this.bytes = bytes;
            this.owner = owner;
        }
    }

    /**
     * Finds the letter of an original that came again, or starts one.
     *
     * @param publication publishes the letter when it is subscribed
     * @return what becomes of the letter
     */
    synchronized Uni<Void> of(OriginalId original, int bytes, Settlement owner, Supplier<Uni<Void>> publication) {
        for (Letter letter : letters) {
            if (letter.original.equals(original) && letter.owner.isReturned()) {
                letter.owner = owner;
                return letter.publication;
            }
        }
        Letter letter = new Letter(original, bytes, owner);
        letter.publication = publication.get().onItem().invoke(() -> arrived(letter)).onFailure()
                .invoke(() -> forget(letter)).memoize().indefinitely();
        letters.add(letter);
        return letter.publication;
    }

    private synchronized void arrived(Letter letter) {
        letter.arrived = true;
        int count = 0;
        long bytes = 0;
        // The latest first: the oldest are the least likely to come again.
        for (Iterator<Letter> latest = letters.descendingIterator(); latest.hasNext();) {
            Letter next = latest.next();
            count += next.arrived ? 1 : 0;
            bytes += next.arrived ? next.bytes : 0;
            if (next.arrived && (count > REMEMBERED || bytes > REMEMBERED_BYTES)) {
                latest.remove();
            }
        }
    }

    private synchronized void forget(Letter letter) {
        letters.remove(letter);
    }
}
