package io.quarkiverse.mqtt5endpoint.runtime.failure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Letters by their originals, until nobody can need them any more. Guarded by {@link LettersUnderWay}. */
final class LetterBook {

    // As many messages as a server may have unacknowledged: others can't come again.
    private static final int MOST_ARRIVED = 65535;
    private static final int MOST_ACKNOWLEDGED = 1024;

    private final Map<OriginalId, List<Letter>> letters = new HashMap<>();
    // Oldest first.
    private final Set<Letter> arrived = new LinkedHashSet<>();
    // Their acknowledgement was written, and can be lost on its way: then the original comes once more.
    private final Set<OriginalId> acknowledged = new LinkedHashSet<>();

    /** The letter of an original that went back to the server; {@code null} for none. */
    Letter ofReturned(OriginalId original) {
        return letters.getOrDefault(original, List.of()).stream().filter(letter -> letter.owner.isReturned()).findFirst()
                .orElse(null);
    }

    /** Whether the letter of an original had arrived, and its acknowledgement may not have. Once. */
    boolean wasAcknowledged(OriginalId original) {
        return acknowledged.remove(original);
    }

    void add(Letter letter) {
        letters.computeIfAbsent(letter.original, none -> new ArrayList<>(1)).add(letter);
        if (letter.hasArrived()) {
            arrived(letter);
        }
    }

    void arrived(Letter letter) {
        arrived.add(letter);
        if (arrived.size() > MOST_ARRIVED) {
            // Somebody else got the original, or the server has forgotten it.
            remove(arrived.stream().filter(other -> other.owner.isReturned()).findFirst().orElse(arrived.iterator().next()));
        }
    }

    /** The original does not come again, unless its acknowledgement is lost. */
    void acknowledged(Letter letter) {
        remove(letter);
        if (letter.hasArrived()) {
            acknowledged.add(letter.original);
            if (acknowledged.size() > MOST_ACKNOWLEDGED) {
                Iterator<OriginalId> oldest = acknowledged.iterator();
                oldest.next();
                oldest.remove();
            }
        }
    }

    void remove(Letter letter) {
        arrived.remove(letter);
        letters.computeIfPresent(letter.original, (original, all) -> {
            all.remove(letter);
            return all.isEmpty() ? null : all;
        });
    }

    /** How many letters there are. */
    int size() {
        return letters.values().stream().mapToInt(List::size).sum();
    }
}
