package io.quarkiverse.mqtt5endpoint.runtime.failure;

import static io.quarkiverse.mqtt5endpoint.runtime.i18n.Mqtt5Log.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import io.quarkiverse.mqtt5endpoint.Mqtt5FailureHandler.Settlement;
import io.quarkiverse.mqtt5endpoint.Mqtt5PublishException;
import io.quarkiverse.mqtt5endpoint.Mqtt5ReasonCode;
import io.smallrye.mutiny.Uni;

/**
 * Gives each original one letter. When a connection is lost, the original goes back to the server and comes again while
 * its letter waits, is under way, or has arrived without the original's acknowledgement: that copy gets the first one's
 * letter. Safe for use by several threads.
 */
final class LettersUnderWay {

    // How many are published at a time.
    static final int MOST = 1024;

    // Not 0x80, which also stands for a publish whose fate nobody knows.
    private static final Set<Mqtt5ReasonCode> REFUSED_FOR_NOW = Set.of(Mqtt5ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR,
            Mqtt5ReasonCode.PACKET_IDENTIFIER_IN_USE, Mqtt5ReasonCode.QUOTA_EXCEEDED);

    private final LetterBook book = new LetterBook();
    private final Deque<Letter> waiting = new ArrayDeque<>();

    private int underWay;

    /**
     * Finds the letter of an original that came again, or publishes one.
     *
     * @param publication publishes the letter through the settlement of a copy
     * @return what becomes of the letter
     */
    Uni<Void> of(OriginalId original, Settlement copy, Function<Settlement, Uni<Void>> publication) {
        Letter letter = find(original, copy, publication);
        copy.finished().subscribe().with(forGood -> finished(letter, copy, forGood),
                failure -> log.debug("Nobody can tell whether a message comes again", failure));
        publishNext();
        return Uni.createFrom().completionStage(letter.fate);
    }

    private synchronized Letter find(OriginalId original, Settlement copy, Function<Settlement, Uni<Void>> publication) {
        Letter letter = book.ofReturned(original);
        if (letter != null) {
            letter.owner = copy;
            return letter;
        }
        boolean hasArrived = copy.isRedelivery() && book.wasAcknowledged(original);
        letter = new Letter(original, copy, hasArrived ? null : publication);
        book.add(letter);
        if (hasArrived) {
            letter.fate.complete(null);
        } else {
            waiting.add(letter);
        }
        return letter;
    }

    private void publishNext() {
        for (Letter next = takeNext(); next != null; next = takeNext()) {
            publish(next);
        }
    }

    private synchronized Letter takeNext() {
        Letter next = underWay < MOST ? waiting.poll() : null;
        underWay += next == null ? 0 : 1;
        return next;
    }

    private void publish(Letter letter) {
        Settlement through = owner(letter);
        if (through.isReturned()) {
            ended(letter, through, new CancellationException("The message went back to the server before its letter was sent"));
        } else {
            letter.publish(through).subscribe().with(arrived -> ended(letter, through, null),
                    failure -> ended(letter, through, failure));
        }
    }

    private synchronized Settlement owner(Letter letter) {
        return letter.owner;
    }

    private void ended(Letter letter, Settlement through, Throwable failure) {
        if (isDecided(letter, through, failure)) {
            if (failure == null) {
                letter.fate.complete(null);
            } else {
                letter.fate.completeExceptionally(failure);
            }
        }
        publishNext();
    }

    private synchronized boolean isDecided(Letter letter, Settlement through, Throwable failure) {
        underWay--;
        if (failure == null) {
            letter.arrived();
            book.arrived(letter);
        } else if (letter.owner != through && isUnsent(failure)) {
            // Given up as its original had gone back to the server, which has come again.
            waiting.add(letter);
            return false;
        } else {
            book.remove(letter);
        }
        return true;
    }

    private static boolean isUnsent(Throwable failure) {
        return failure instanceof CancellationException || failure instanceof Mqtt5PublishException refused
                && refused.getReason().filter(REFUSED_FOR_NOW::contains).isPresent();
    }

    private synchronized void finished(Letter letter, Settlement copy, boolean forGood) {
        if (forGood && letter.owner == copy) {
            book.acknowledged(letter);
        }
    }

    /** How many originals are remembered whose acknowledgement has not left. */
    synchronized int size() {
        return book.size();
    }
}
